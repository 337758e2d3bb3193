import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSigner } from '../signer.js';
import { createNodeSigner } from './node-signer.js';

it('signs what createSigner signs, with the same key', async () => {
  for (let i = 0; i < 20; i++) {
    const seed = randomBytes(32);
    const message = randomBytes(i * 37);
    const [one, other] = [createNodeSigner(seed), await createSigner(seed)];
    expect(one.publicKey).toEqual(other.publicKey);
    expect(one.kid).toBe(other.kid);
    expect(await one.sign(message)).toEqual(await other.sign(message));
  }
});

it('keeps its key where the caller clears it', async () => {
  const seed = randomBytes(32);
  const { kid } = createNodeSigner(seed);
  const signer = createNodeSigner(seed);
  seed.fill(0);
  expect(signer.kid).toBe(kid);
  expect(await signer.sign(new Uint8Array(1))).not.toEqual(
    await createNodeSigner(seed).sign(new Uint8Array(1)),
  );
});

it.each([0, 31, 33, 64])('refuses a key of %i bytes', (length) => {
  expect(() => createNodeSigner(new Uint8Array(length))).toThrow(RangeError);
});
