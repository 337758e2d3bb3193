import { createPublicKey, verify } from 'node:crypto';
import { machineIdFromDevice } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { KSE_ID, LICENSE, REQUEST } from '../testing/samples.js';
import { signLicense, signRequest } from './issue.js';
import { issuerJwk, KeySet } from './key-set.js';
import { createSigner } from './signer.js';
import { verifyLicense, verifyRequest } from './verify.js';

const ISSUER = await createSigner(new Uint8Array(32).fill(1));
const RETIRED = await createSigner(new Uint8Array(32).fill(2));
const STRANGER = await createSigner(new Uint8Array(32).fill(3));
const KEYS = KeySet.fromJwks({ keys: [ISSUER, RETIRED].map(({ publicKey }) => issuerJwk(publicKey)) });
const OPTIONS = { product: 'KSE', machineId: KSE_ID, now: LICENSE.iat, keys: KEYS };
const CHECKED = { product: 'KSE', machineId: KSE_ID, now: LICENSE.iat, clock: false, possession: false };

const FILE = await signLicense(LICENSE, ISSUER);
const FOREIGN = machineIdFromDevice({ product: 'KSE', jkt: STRANGER.kid });

/** The token with another header, not signed again. */
const withHeader = (header: object) =>
  [Buffer.from(JSON.stringify(header)).toString('base64url'), ...FILE.split('.').slice(1)].join('.');
const headOf = (text: string) =>
  JSON.parse(Buffer.from(text.split('.')[0] as string, 'base64url').toString());
/** Signs any payload, as an issuer with a bug would. */
const signRaw = async (payload: unknown) => {
  const parts = [headOf(FILE), payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = await ISSUER.sign(new TextEncoder().encode(parts.join('.')));
  return [...parts, Buffer.from(signature).toString('base64url')].join('.');
};

describe('verifyLicense accepts', () => {
  const accepted = { ok: true, license: LICENSE, checked: CHECKED };

  it.each<[string, string | Uint8Array]>([
    ['a license file', FILE],
    ['its bytes', Buffer.from(FILE)],
    ['the file after a mail program wrapped it', `\ufeff${FILE.replace(/.{60}/g, '$&\r\n')}`],
  ])('%s', (_, input) => {
    expect(verifyLicense(input, OPTIONS)).toEqual(accepted);
  });

  it('a license of a retired key that is still in the set', async () => {
    expect(verifyLicense(await signLicense(LICENSE, RETIRED), OPTIONS)).toEqual(accepted);
  });

  it('any product and machine where that is asked for, and says so', () => {
    const any = { product: 'any', machineId: 'any' };
    expect(verifyLicense(FILE, { ...OPTIONS, ...any })).toEqual({
      ...accepted,
      checked: { ...CHECKED, ...any },
    });
  });

  it('every optional claim', async () => {
    const full = { ...LICENSE, assignee: 'Ada', seq: 1, features: ['a', 'b'], cnf: { jkt: STRANGER.kid } };
    expect(verifyLicense(await signLicense(full, ISSUER), OPTIONS)).toEqual({ ...accepted, license: full });
  });
});

describe('verifyLicense refuses, step by step', async () => {
  const request = await signRequest(REQUEST, ISSUER);
  const [head, , tail] = FILE.split('.');
  const [, otherBody] = (await signLicense({ ...LICENSE, exp: LICENSE.exp + 1 }, ISSUER)).split('.');

  it.each<[number, string, string, object, boolean]>([
    [1, 'too-large', `${FILE}${' '.repeat(8192)}`, {}, false],
    [2, 'malformed', FILE.replace('.', ''), {}, false],
    [3, 'unsupported', withHeader({ ...headOf(FILE), alg: 'none' }), {}, false],
    [3, 'unsupported', withHeader({ ...headOf(FILE), jwk: issuerJwk(STRANGER.publicKey) }), {}, false],
    [3, 'unsupported', request, {}, false],
    [4, 'unknown-key', await signLicense(LICENSE, STRANGER), {}, false],
    [4, 'unknown-key', withHeader({ ...headOf(FILE), kid: STRANGER.kid }), {}, false],
    [5, 'bad-signature', `${head}.${otherBody}.${tail}`, {}, false],
    [5, 'bad-signature', withHeader({ ...headOf(FILE), kid: RETIRED.kid }), {}, false],
    [5, 'bad-signature', FILE.split('.').slice(0, 2).join('.') + '.', {}, false],
    [6, 'malformed', await signRaw({ ...LICENSE, lic: 7 }), {}, false],
    [6, 'malformed', await signRaw([LICENSE]), {}, false],
    [7, 'unsupported', await signRaw({ ...LICENSE, hw: {} }), {}, false],
    [8, 'wrong-product', FILE, { product: 'ABC' }, true],
    [9, 'wrong-machine', FILE, { machineId: FOREIGN }, true],
    [10, 'not-yet-valid', FILE, { now: LICENSE.nbf - 1 }, true],
    [11, 'expired', FILE, { now: LICENSE.exp }, true],
  ])('%i: %s', (_, reason, input, options, shown) => {
    const verdict = verifyLicense(input, { ...OPTIONS, ...options });
    expect(verdict).toMatchObject({ ok: false, reason, checked: { ...CHECKED, ...options } });
    expect('license' in verdict).toBe(shown);
  });
});

describe('verifyLicense throws where the options make no question', () => {
  it.each<[string, object, object]>([
    ['no product', { product: undefined }, { code: 'product-invalid' }],
    ['no machine', { machineId: undefined }, { name: 'TypeError' }],
    ['a machine ID with a mistake', { machineId: KSE_ID.slice(1) }, { code: 'machine-id-invalid' }],
    ['no time', { now: Number.NaN }, { name: 'RangeError' }],
  ])('%s', (_, options, error) => {
    expect(() => verifyLicense(FILE, { ...OPTIONS, ...options })).toThrow(expect.objectContaining(error));
  });
});

describe('verifyRequest', () => {
  const device = { ...REQUEST, sub: machineIdFromDevice({ product: 'KSE', jkt: ISSUER.kid }) };

  it.each([
    ['of scheme os', REQUEST],
    ['of scheme device', device],
  ])('accepts a request %s, for its product or any', async (_, claims) => {
    const text = await signRequest(claims, ISSUER);
    for (const product of ['KSE', 'any']) {
      const read = verifyRequest(text, { product });
      expect(read).toMatchObject({ ok: true, request: claims, jkt: ISSUER.kid });
    }
  });

  it('refuses another product, a license, and a signature that was changed', async () => {
    const text = await signRequest(REQUEST, ISSUER);
    const bent = text.replace(/.{4}\n$/, 'AAAA\n');
    expect(verifyRequest(text, { product: 'ABC' })).toMatchObject({ ok: false, reason: 'wrong-product' });
    expect(verifyRequest(FILE, { product: 'KSE' })).toMatchObject({ ok: false, reason: 'unsupported' });
    expect(verifyRequest(bent, { product: 'KSE' })).toMatchObject({ ok: false, reason: 'bad-signature' });
  });

  it('refuses a request whose key does not pass the gate, although its signature fits', () => {
    const identity = new Uint8Array(32);
    identity[0] = 1;
    const { kid, x } = issuerJwk(identity);
    const header = { alg: 'EdDSA', kid, typ: 'license-request+jwt' };
    const payload = { ...REQUEST, cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x } } };
    const input = [header, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    // R = B, S = 1: holds under the identity for every message.
    const base = Uint8Array.from([0x58, ...new Uint8Array(31).fill(0x66)]);
    const signature = Buffer.from([...base, 1, ...new Uint8Array(31)]).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, Buffer.from(input), key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(verifyRequest(`${input}.${signature}`, { product: 'KSE' })).toMatchObject({
      reason: 'bad-signature',
    });
  });
});
