import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LICENSE, REQUEST } from '../testing/samples.js';
import { signLicense, signRequest } from './issue.js';
import { issuerJwk } from './key-set.js';
import { createSigner, type Signer } from './signer.js';

const SIGNER = await createSigner(new Uint8Array(32).fill(1));
const OTHER = await createSigner(new Uint8Array(32).fill(2));

/** Both ways to issue, so that each test says it of both. */
const WAYS: [string, (signer: Signer) => Promise<string>][] = [
  ['signLicense', (signer) => signLicense(LICENSE, signer)],
  ['signRequest', (signer) => signRequest(REQUEST, signer)],
];

/** A signer whose signature comes out changed, as a fault in memory would do it. */
const faulty = (change: (signature: Uint8Array) => Uint8Array): Signer => ({
  ...SIGNER,
  sign: async (message) => change(await SIGNER.sign(message)),
});
const flip = (bit: number) => (signature: Uint8Array) =>
  signature.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe.each(WAYS)('%s', (_, issue) => {
  it('returns a compact JWS and a newline, signed as node:crypto verifies it', async () => {
    const text = await issue(SIGNER);
    expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{86}\n$/);
    const [head, body, tail] = text.trim().split('.') as [string, string, string];
    const key = createPublicKey({ key: { ...issuerJwk(SIGNER.publicKey) }, format: 'jwk' });
    expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(tail, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({
      alg: 'EdDSA',
      kid: SIGNER.kid,
    });
  });

  it.each([0, 7, 255, 256, 300, 511])(
    'returns nothing where bit %i of the signature is flipped',
    async (bit) => {
      await expect(issue(faulty(flip(bit)))).rejects.toThrow(
        expect.objectContaining({
          name: 'LatchkeyError',
          code: 'signing-fault',
          message:
            'The signature that was made does not verify, so nothing was issued. Check the machine and the key, then try again.',
        }),
      );
    },
  );

  it.each<[string, Signer]>([
    ['is empty', faulty(() => new Uint8Array(0))],
    ['is too long', faulty((signature) => Uint8Array.from([...signature, 0]))],
    ['was made by another key', { ...SIGNER, sign: OTHER.sign }],
    ['was made over another message', { ...SIGNER, sign: (message) => SIGNER.sign(message.subarray(1)) }],
  ])('returns nothing where the signature %s', async (__, signer) => {
    await expect(issue(signer)).rejects.toThrow(expect.objectContaining({ code: 'signing-fault' }));
  });

  it('passes on the error of a signer that fails', async () => {
    const error = new Error('the token was pulled out');
    await expect(issue({ ...SIGNER, sign: () => Promise.reject(error) })).rejects.toBe(error);
  });
});

describe('claims that no verifier would accept are refused before anything is signed', () => {
  const untouched: Signer = { ...SIGNER, sign: () => Promise.reject(new Error('was asked to sign')) };
  const invalid = expect.objectContaining({ code: 'claims-invalid' });

  it.each<[string, object]>([
    ['an end before the start', { exp: LICENSE.nbf }],
    ['no organization', { org: undefined }],
    ['a fraction of a second', { iat: 0.5 }],
    ['another product', { aud: 'ABC' }],
    ['too much for 8 KiB', { features: Array.from({ length: 64 }, (_, i) => `${i + 10}${'😀'.repeat(40)}`) }],
  ])('in a license: %s', async (_, claims) => {
    const issue = async () => signLicense({ ...LICENSE, ...claims }, untouched);
    await expect(issue()).rejects.toThrow(invalid);
  });

  it.each<[string, object]>([
    ['a nonce that is too short', { nonce: 'AAAA' }],
    ['another product', { aud: 'ABC' }],
    ['an empty label', { host: '' }],
  ])('in a request: %s', async (_, claims) => {
    const issue = async () => signRequest({ ...REQUEST, ...claims }, untouched);
    await expect(issue()).rejects.toThrow(invalid);
  });
});
