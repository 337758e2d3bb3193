import { readdir } from 'node:fs/promises';
import { MAX_TIME } from '@latchkey/core';
import { verifyRequest } from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/home.js';
import { START } from '../testing/issuer.js';
import { fakeSystem, linux } from '../testing/system.js';
import { activationRequest } from './activation-request.js';
import { deviceSigner } from './device-key.js';
import { machineId } from './machine-id.js';
import type { MachineOptions } from './machine.js';

async function readRequest(options: MachineOptions & { now?: number }) {
  const text = await activationRequest({ now: START, ...options });
  const read = verifyRequest(text, { product: options.product });
  if (!read.ok) throw new Error(read.detail);
  return { text, ...read };
}

describe('activationRequest', () => {
  it.each(['os', 'device'] as const)('is signed by the device key, for the identity %s', async (identity) => {
    const home = await tempFolder();
    const options = { product: 'KSE', identity, home, system: linux() };
    const { text, request, jkt } = await readRequest(options);
    expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(jkt).toBe((await deviceSigner(options, { create: false })).kid);
    expect(request).toMatchObject({
      sub: await machineId(options),
      aud: 'KSE',
      iat: START,
      host: 'workshop-7',
      account: 'ada',
    });
    expect(request).not.toHaveProperty('container');
    expect(await readdir(home)).toEqual(['device-key.json']);
  });

  it('is never the same twice, but from the same key', async () => {
    const options = { product: 'KSE', home: await tempFolder(), system: linux() };
    const [a, b] = [await readRequest(options), await readRequest(options)];
    expect(b.text).not.toBe(a.text);
    expect(b.request.nonce).not.toBe(a.request.nonce);
    expect(b.jkt).toBe(a.jkt);
  });

  it('says where it comes from a container', async () => {
    const system = fakeSystem({ files: { '/.dockerenv': '' } });
    const options = { product: 'KSE', identity: 'device', home: await tempFolder(), system } as const;
    expect((await readRequest(options)).request.container).toBe(true);
  });

  it.each([
    ['names with control characters', 'a\u0000b\u001b[2J\nc', 'ab[2Jc'],
    ['names that turn the writing direction', '\u202eexe.ada', 'exe.ada'],
    ['names with half a surrogate pair', 'ada\ud83d', 'ada'],
    ['letters that can be composed', 'Bjo\u0308rn', 'Björn'],
    ['the empty name', '', undefined],
    ['a name that is not to be seen', '\u200b\u0007 ', undefined],
    ['an endless name', '😀'.repeat(300), '😀'.repeat(200)],
  ])('takes %s', async (_, name, label) => {
    const system = { ...linux(), hostName: () => name, userName: () => name };
    const { request } = await readRequest({ product: 'KSE', home: await tempFolder(), system });
    expect([request.host, request.account]).toEqual([label, label]);
  });

  it.each([
    [START + 0.9, START],
    [-5, 0],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    [1e300, MAX_TIME],
  ])('takes the time %d as %d', async (now, iat) => {
    const { request } = await readRequest({ product: 'KSE', home: await tempFolder(), system: linux(), now });
    expect(request.iat).toBe(iat);
  });

  it('rejects without a machine ID, and makes no key then', async () => {
    const home = await tempFolder();
    const made = activationRequest({ product: 'KSE', home, system: fakeSystem(), now: START });
    await expect(made).rejects.toMatchObject({ code: 'machine-id-unavailable' });
    expect(await readdir(home)).toEqual([]);
  });
});
