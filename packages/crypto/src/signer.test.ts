import { describe, expect, it } from 'vitest';
import { createSigner } from './signer.js';
import { verifySignature } from './verify-signature.js';

const MESSAGE = new TextEncoder().encode('message');

describe('createSigner', () => {
  it('gives the key of RFC 8037 Appendix A.1 its thumbprint of A.3', async () => {
    const seed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
    const signer = await createSigner(seed);
    expect(Buffer.from(signer.publicKey).toString('base64url')).toBe(
      '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    );
    expect(signer.kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
    expect(verifySignature(signer.publicKey, MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  });

  it.each([
    ['a Uint8Array', new Uint8Array(32).fill(4)],
    ['a Buffer, whose slice() would be a view', Buffer.alloc(32, 4)],
    ['a view into a larger memory', new Uint8Array(99).fill(4).subarray(5, 37)],
  ])('copies the secret: the caller may wipe %s', async (_, secretKey) => {
    const signer = await createSigner(secretKey);
    const before = await signer.sign(MESSAGE);
    secretKey.fill(0);
    expect(await signer.sign(MESSAGE)).toEqual(before);
    expect(verifySignature(signer.publicKey, MESSAGE, before)).toBe(true);
  });

  it('does not show the secret', async () => {
    const signer = await createSigner(new Uint8Array(32).fill(0xab));
    expect(Object.keys(signer)).toEqual(['publicKey', 'kid', 'sign']);
    expect(JSON.stringify(signer)).not.toContain('171,171');
  });

  it.each([0, 31, 33, 64])('refuses a secret of %i bytes', async (length) => {
    const made = createSigner(new Uint8Array(length));
    await expect(made).rejects.toThrow(RangeError);
    await expect(made).rejects.toThrow(`secretKey must be 32 bytes, got ${length}`);
  });
});
