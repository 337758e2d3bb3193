import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { newIssuer, START } from '../testing/issuer.js';
import { newMachine } from '../testing/machine.js';
import { linux } from '../testing/system.js';
import { activate } from './activate.js';
import { readMarks, writeMarks } from './clock-file.js';
import { deviceSigner } from './device-key.js';
import { machineId } from './machine-id.js';

const issuer = await newIssuer();
const stranger = await newIssuer();
const stored = (home: string) => readdir(join(home, 'KSE')).catch(() => []);

describe('activate', () => {
  it('stores a license in force, under its own name', async () => {
    const { options, id, time } = await newMachine(issuer);
    const license = issuer.claims({ sub: id });
    const text = await issuer.issue(license);
    const { verdict, storedAs } = await activate(text, options);
    expect(verdict).toEqual({
      ok: true,
      license,
      checked: { product: 'KSE', machineId: id, now: time.now, clock: true, possession: false },
    });
    expect(storedAs).toBe(join(options.home, 'KSE', `${license.jti}.lic`));
    expect(await readFile(storedAs ?? '', 'utf8')).toBe(text);
    expect(await readMarks(options.home)).toEqual({ signed: START, local: time.now });
  });

  it('takes bytes, a JWKS, and text that mail has wrapped; it stores what the issuer wrote, once', async () => {
    const { options, id } = await newMachine(issuer);
    const text = await issuer.issue({ sub: id });
    const wrapped = `\uFEFF${text.replace(/.{70}/g, '$&\r\n')}\r\n \n`;
    const jwks = {
      ...options,
      keys: JSON.parse(JSON.stringify(issuer.keys.toJwks())) as { keys: unknown[] },
    };
    for (const form of [wrapped, Buffer.from(wrapped), text]) {
      const { storedAs } = await activate(form, jwks);
      expect(await readFile(storedAs ?? '', 'utf8')).toBe(text);
    }
    expect(await stored(options.home)).toHaveLength(1);
  });

  it('puts a damaged file right', async () => {
    const { options, id } = await newMachine(issuer);
    const text = await issuer.issue({ sub: id });
    const { storedAs = '' } = await activate(text, options);
    await writeFile(storedAs, text.slice(0, 50));
    await activate(text, options);
    expect(await readFile(storedAs, 'utf8')).toBe(text);
  });

  it('refuses and stores nothing: each fault with its reason', async () => {
    const { options, id } = await newMachine(issuer);
    const other = await machineId({ product: 'KSE', system: linux('f'.repeat(31) + '0') });
    const text = await issuer.issue({ sub: id });
    const [head, body, tail = ''] = text.split('.');
    const cases: [string, string | Uint8Array][] = [
      ['too-large', 'x'.repeat(9000)],
      ['malformed', ''],
      ['malformed', 'not a license'],
      ['unsupported', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.${tail}`],
      ['unknown-key', await stranger.issue({ sub: id })],
      ['bad-signature', `${head}.${body}.${tail.startsWith('A') ? 'B' : 'A'}${tail.slice(1)}`],
      [
        'wrong-product',
        await issuer.issue({ aud: 'KSF', sub: await machineId({ product: 'KSF', system: linux() }) }),
      ],
      ['wrong-machine', await issuer.issue({ sub: other })],
      ['expired', await issuer.issue({ sub: id, iat: START - 90 * DAY })],
    ];
    for (const [reason, input] of cases) {
      const answer = await activate(input, options);
      expect(answer).toMatchObject({
        verdict: { ok: false, reason, checked: { clock: true, possession: false } },
      });
      expect(answer).not.toHaveProperty('storedAs');
    }
    expect(await readdir(options.home)).toEqual([]);
  });

  it('stores a successor that was loaded early', async () => {
    const { options, id } = await newMachine(issuer);
    const { verdict, storedAs } = await activate(
      await issuer.issue({ sub: id, nbf: START + 60 * DAY, exp: START + 120 * DAY }),
      options,
    );
    expect(verdict).toMatchObject({ ok: false, reason: 'not-yet-valid' });
    expect(storedAs).toBeDefined();
  });

  it('rejects where a license that holds cannot be stored', async () => {
    const { options, id } = await newMachine(issuer);
    await writeFile(join(options.home, 'KSE'), 'a file in place of the folder');
    await writeMarks(options.home, { signed: 0, local: 0 });
    await expect(activate(await issuer.issue({ sub: id }), options)).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });

  it('rejects for options that make no sense', async () => {
    const { options } = await newMachine(issuer);
    await expect(activate('', { ...options, product: 'kse' })).rejects.toMatchObject({
      code: 'product-invalid',
    });
    await expect(activate('', { ...options, keys: { keys: [] } })).rejects.toMatchObject({
      code: 'key-set-invalid',
    });
  });
});

describe('activate and the device key', () => {
  it('takes a license of its own key, for either identity', async () => {
    for (const identity of ['os', 'device'] as const) {
      const { options, id } = await newMachine(issuer, { identity });
      const { kid } = await deviceSigner(options, { create: true });
      const { verdict, storedAs } = await activate(
        await issuer.issue({ sub: id, cnf: { jkt: kid } }),
        options,
      );
      expect(verdict).toMatchObject({ ok: true, checked: { possession: true, clock: true } });
      expect(storedAs).toBeDefined();
    }
  });

  it('refuses a license bound to the key of another device, stores nothing and moves no mark', async () => {
    const [mine, other] = [await newMachine(issuer), await newMachine(issuer)];
    await deviceSigner(mine.options, { create: true });
    const { kid } = await deviceSigner(other.options, { create: true });
    await writeMarks(mine.options.home, { signed: 5, local: 5 });
    const { verdict, storedAs } = await activate(
      await issuer.issue({ sub: mine.id, cnf: { jkt: kid } }),
      mine.options,
    );
    expect(verdict).toMatchObject({ ok: false, reason: 'possession-failed', checked: { possession: true } });
    expect(storedAs).toBeUndefined();
    expect(await stored(mine.options.home)).toEqual([]);
    expect(await readMarks(mine.options.home)).toEqual({ signed: 5, local: 5 });
  });

  it('refuses a license without the key it names', async () => {
    const { options, id } = await newMachine(issuer);
    const { verdict } = await activate(
      await issuer.issue({ sub: id, cnf: { jkt: 'A'.repeat(43) } }),
      options,
    );
    expect(verdict).toMatchObject({ reason: 'possession-failed' });
    expect(await readdir(options.home)).toEqual([]);
  });

  it('does not store an early successor of another key either', async () => {
    const { options, id } = await newMachine(issuer);
    const early = { sub: id, nbf: START + 60 * DAY, exp: START + 120 * DAY, cnf: { jkt: 'A'.repeat(43) } };
    const { verdict, storedAs } = await activate(await issuer.issue(early), options);
    expect(verdict).toMatchObject({
      reason: 'not-yet-valid',
      detail: expect.stringContaining('device key'),
      checked: { possession: true },
    });
    expect(storedAs).toBeUndefined();
  });

  it('refuses the license of one device key on another device', async () => {
    const [mine, other] = [
      await newMachine(issuer, { identity: 'device' }),
      await newMachine(issuer, { identity: 'device' }),
    ];
    const { verdict } = await activate(await issuer.issue({ sub: other.id }), mine.options);
    expect(verdict).toMatchObject({ ok: false, reason: 'wrong-machine' });
  });
});
