import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHALLENGE_BYTES, needsPossession, possessionMessage } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/home.js';
import { newIssuer } from '../testing/issuer.js';
import { fakeSystem, linux } from '../testing/system.js';
import { deviceSigner } from './device-key.js';
import { machineId } from './machine-id.js';
import { provePossession } from './possession.js';

const issuer = await newIssuer();

async function device() {
  const options = { product: 'KSE', home: await tempFolder(), system: linux() };
  const { kid } = await deviceSigner(options, { create: true });
  const [os, bound] = [await machineId(options), await machineId({ ...options, identity: 'device' })];
  return { options, kid, os, bound };
}

describe('provePossession', () => {
  it('holds for the key that a license names, or that its machine ID commits to', async () => {
    const { options, kid, os, bound } = await device();
    for (const license of [
      issuer.claims({ sub: os, cnf: { jkt: kid } }),
      issuer.claims({ sub: bound }),
      issuer.claims({ sub: bound, cnf: { jkt: kid } }),
    ]) {
      expect(needsPossession(license)).toBe(true);
      expect(await provePossession(license, options)).toBe(true);
    }
  });

  it('does not hold for the key of another device', async () => {
    const [mine, other] = [await device(), await device()];
    for (const license of [
      issuer.claims({ sub: mine.os, cnf: { jkt: other.kid } }),
      issuer.claims({ sub: other.bound }),
      issuer.claims({ sub: other.bound, cnf: { jkt: mine.kid } }),
      issuer.claims({ sub: mine.bound, cnf: { jkt: other.kid } }),
    ]) {
      expect(await provePossession(license, mine.options)).toBe(false);
    }
  });

  it('does not hold for a machine ID of the same key and another product', async () => {
    const { options } = await device();
    const sub = await machineId({ ...options, product: 'KSF', identity: 'device' });
    expect(await provePossession(issuer.claims({ sub }), options)).toBe(false);
    expect(await provePossession(issuer.claims({ sub, aud: 'KSF' }), options)).toBe(true);
  });

  it('does not hold without a key, and makes none', async () => {
    const { bound } = await device();
    const home = await tempFolder();
    expect(
      await provePossession(issuer.claims({ sub: bound }), { product: 'KSE', home, system: linux() }),
    ).toBe(false);
    expect(await readdir(home)).toEqual([]);
  });

  it('does not hold with a damaged key', async () => {
    const { options, bound } = await device();
    await writeFile(join(options.home, 'device-key.json'), '{}');
    expect(await provePossession(issuer.claims({ sub: bound }), options)).toBe(false);
  });

  it('asks for 32 fresh bytes each time', async () => {
    const { options, bound } = await device();
    const asked: number[] = [];
    const system = fakeSystem({
      randomBytes: (length) => {
        asked.push(length);
        return new Uint8Array(length).fill(asked.length);
      },
    });
    const license = issuer.claims({ sub: bound });
    expect(await provePossession(license, { ...options, system })).toBe(true);
    expect(await provePossession(license, { ...options, system })).toBe(true);
    expect(asked).toEqual([CHALLENGE_BYTES, CHALLENGE_BYTES]);
    expect(possessionMessage(license.jti, new Uint8Array(32).fill(1))).not.toEqual(
      possessionMessage(license.jti, new Uint8Array(32).fill(2)),
    );
  });
});
