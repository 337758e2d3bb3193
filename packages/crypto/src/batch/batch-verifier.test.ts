import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { machineIdFromOs } from '@latchkey/core';
import { describe, expect, it, vi } from 'vitest';
import { createSigner, issuerJwk, KeySet, signLicense, verifySignature } from '../index.js';
import { createBatchVerifier } from './batch-verifier.js';
import type { SignedMessage } from './types.js';

if (process.version.startsWith('v20')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  return { raw, sign: (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey)) };
};
const key = pair();
const good = (length: number): SignedMessage => {
  const message = new Uint8Array(randomBytes(length));
  return { message, signature: key.sign(message) };
};
const bad = (length: number): SignedMessage => ({ ...good(length), message: new Uint8Array(length + 1) });
const oracle = (items: readonly SignedMessage[]) =>
  items.map(({ message, signature }) => Number(verifySignature(key.raw, message, signature)));

it('importing compiles nothing', async () => {
  const host = globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): unknown } };
  const compile = vi.spyOn(host.WebAssembly, 'compile');
  vi.resetModules();
  await import('../index.js');
  expect(compile).not.toHaveBeenCalled();
  await createBatchVerifier({ window: 4 });
  expect(compile).toHaveBeenCalledTimes(1);
  compile.mockRestore();
});

describe.each(['fma', 'plain', 'noble'] as const)('a batch verifier of the build %s', async (build) => {
  const batch = await createBatchVerifier({ build, window: 6, keys: 2 });

  it('says which it is', () => {
    expect(batch.info).toEqual({ build, window: build === 'noble' ? 0 : 6 });
  });

  it('gives the verdicts of verifySignature', () => {
    const items = Array.from({ length: 60 }, (_, i) => (i % 3 === 1 ? bad(i) : good(7 * i)));
    expect([...batch.verify(key.raw, items)]).toEqual(oracle(items));
    expect(batch.verify(key.raw, [])).toHaveLength(0);
  });

  it('answers for items that are none, and for a message of megabytes, in their places', () => {
    const huge = good(build === 'noble' ? 10_000 : 3_200_000);
    const nothing = [undefined, null, {}, { message: 'x', signature: 'x' }] as unknown as SignedMessage[];
    const short = { ...good(5), signature: new Uint8Array(63) };
    const mixed = [good(5), ...nothing, huge, short, bad(9), good(6)];
    expect([...batch.verify(key.raw, mixed)]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 1]);
  });

  it('answers 0 for every item of a key that fails the gate', () => {
    for (const unsound of [
      new Uint8Array(32),
      new Uint8Array(32).fill(255),
      new Uint8Array(31),
      new Uint8Array(),
    ]) {
      expect([...batch.verify(unsound, [good(5), good(6)])]).toEqual([0, 0]);
    }
  });

  it('keeps the tables of a few keys, and works with more', () => {
    const keys = Array.from({ length: 4 }, pair);
    const message = new Uint8Array(20);
    for (const { raw, sign: signIt } of [...keys, ...keys.toReversed()]) {
      const items = [
        { message, signature: signIt(message) },
        { message, signature: key.sign(message) },
      ];
      expect([...batch.verify(raw, items)]).toEqual([1, 0]);
    }
  });

  it('reads licenses by several keys, in order, wrapped and damaged ones too', async () => {
    const signers = await Promise.all([1, 2].map((n) => createSigner(new Uint8Array(32).fill(n))));
    const keys = KeySet.fromJwks({ keys: signers.map(({ publicKey }) => issuerJwk(publicKey)) });
    const texts = await Promise.all(
      Array.from({ length: 24 }, (_, i) => signLicense(claims(i), signers[i % 2] as (typeof signers)[0])),
    );
    const stranger = await signLicense(claims(99), await createSigner(new Uint8Array(32).fill(9)));
    const [first = '', second = ''] = texts;
    const tokens = [
      ...texts.map((text) => text.trim()),
      first,
      Buffer.from(second),
      first.replace('.', ' . '),
      ` ${second.trim()}`,
      `${first.trim()}=`,
      first.trim().replace(/..$/, 'AA'),
      first.trim().slice(0, 120),
      `${first.trim().slice(0, -3)}ä${first.trim().slice(-2)}`,
      stranger.trim(),
      '',
      '.',
      '..',
      'x'.repeat(9000),
      7 as unknown as string,
    ];
    const answers = batch.verifyTokens(keys, tokens);
    const single = await createBatchVerifier({ build: 'noble' });
    expect(answers).toEqual(single.verifyTokens(keys, tokens));
    expect(answers.slice(0, 24).map((read) => read.ok && read.license.lic)).toEqual(
      texts.map((_, i) => `LIC-${i}`),
    );
    const reasons = answers.slice(24).map((read) => (read.ok ? 'ok' : read.reason));
    expect(reasons.join(' ')).toBe(
      'ok ok ok ok malformed bad-signature malformed malformed unknown-key ' +
        'malformed malformed malformed too-large malformed',
    );
  });

  it('makes the machine IDs of an inventory, and none where an OS ID stands for nothing', () => {
    const machines = Array.from({ length: 5000 }, (_, i) => ({
      osId: i % 500 === 7 ? 'uninitialized' : ` ${randomBytes(16).toString('hex').toUpperCase()}\n`,
      account: i % 3 === 0 ? '' : i % 100 === 1 ? 'S-1-5-21-größe' : `S-1-5-21-${i}`,
    }));
    const some = build === 'noble' ? machines.slice(0, 600) : machines;
    const ids = batch.machineIds('KSE', some);
    expect(ids).toEqual(
      some.map(({ osId, account }) =>
        osId === 'uninitialized' ? undefined : machineIdFromOs({ osId, product: 'KSE', account }),
      ),
    );
    expect(ids).toContain(undefined);
    expect(() => batch.machineIds('kse', [])).toThrow(expect.objectContaining({ code: 'product-invalid' }));
  });
});

it.each([3, 15, 8.5, Number.NaN])('refuses a window of %s', async (window) => {
  await expect(createBatchVerifier({ window })).rejects.toThrow(RangeError);
});

it.each([0, 9, 1.5])('refuses tables for %s keys', async (keys) => {
  await expect(createBatchVerifier({ keys })).rejects.toThrow(RangeError);
});

function claims(i: number) {
  const sub = machineIdFromOs({ osId: String(i).padStart(32, 'a'), product: 'KSE', account: '' });
  const org = { id: 'acme', name: 'Acme Inc.' };
  const jti = '01a20ada-2c00-7a7d-9078-04cd6b2a6690';
  return { iss: 'latchkey', sub, aud: 'KSE', jti, iat: 1000, nbf: 700, exp: 9000, org, lic: `LIC-${i}` };
}
