import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requestHeader, testKey, tokenOf, verifyRaw } from '../testing/keys.js';
import { deviceIdOf, FULL, KSE_ID, machineIdOf, without } from '../testing/samples.js';
import { joinToken } from './jws.js';
import { encodeRequest, judgeRequest, type RequestClaims } from './request.js';
import { MAX_TIME } from './time.js';

const KEY = testKey(3);
const OTHER = testKey(4);
const JWK = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(KEY.bytes).toString('base64url') } as const;
const DEVICE_ID = deviceIdOf('KSE', KEY.kid);
const NONCE = Buffer.alloc(16, 9).toString('base64url');

const PLAIN = { sub: KSE_ID, aud: 'KSE', iat: 1_800_000_000, nonce: NONCE };
const MORE = { host: 'ada-laptop', account: 'ada', container: true } as const;
const REQUEST: RequestClaims = { ...PLAIN, cnf: { jwk: JWK }, ...MORE };

const SMILE = '😀';
const nonce = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64url');
const judge = (payload: unknown, header: unknown = requestHeader(KEY), key = KEY) =>
  judgeRequest(tokenOf(key, header, payload), 'KSE', verifyRaw);
const refused = (reason: string, detail: string) => ({ ok: false, reason, detail });

describe('a request is taken', () => {
  it('with everything it can hold, and without what is optional', () => {
    expect(judge(REQUEST)).toEqual({ ok: true, request: REQUEST, jkt: KEY.kid });
    const bare = without(REQUEST, 'host', 'account', 'container');
    expect(judge(bare)).toEqual({ ok: true, request: bare, jkt: KEY.kid });
  });

  it.each<[string, Partial<RequestClaims>]>([
    ['of scheme device, for the key that signs', { sub: DEVICE_ID }],
    ['with a nonce of 16 bytes', { nonce: nonce(16) }],
    ['with a nonce of 64 bytes', { nonce: nonce(64) }],
    ['with labels of 200 code points', { host: SMILE.repeat(200), account: SMILE.repeat(200) }],
    ['from the first second', { iat: 0 }],
    ['from the last second', { iat: MAX_TIME }],
  ])('%s', (_, claims) => {
    expect(judge({ ...REQUEST, ...claims })).toEqual({
      ok: true,
      request: { ...REQUEST, ...claims },
      jkt: KEY.kid,
    });
  });

  it('of any product, where any is asked for', () => {
    const request = { ...REQUEST, aud: 'ABC', sub: machineIdOf('ABC') };
    const input = tokenOf(KEY, requestHeader(KEY), request);
    expect(judgeRequest(input, 'any', verifyRaw)).toEqual({ ok: true, request, jkt: KEY.kid });
  });

  it('ignoring what it does not know, and copying only what a key needs', () => {
    const jwk = { ...JWK, kid: 'x', use: 'sig' };
    expect(judge({ ...REQUEST, foo: 1, cnf: { jwk, jku: 'x' } })).toEqual({
      ok: true,
      request: REQUEST,
      jkt: KEY.kid,
    });
  });
});

describe('a request is malformed', () => {
  it.each<[string, unknown]>([
    ['sub', undefined],
    ['sub', KSE_ID.toUpperCase()],
    ['sub', 7],
    ['aud', undefined],
    ['aud', 'kse'],
    ['aud', 'any'],
    ['iat', undefined],
    ['iat', -1],
    ['iat', MAX_TIME + 1],
    ['iat', '1800000000'],
    ['nonce', undefined],
    ['nonce', nonce(15)],
    ['nonce', nonce(65)],
    ['nonce', `${nonce(16)}==`],
    ['nonce', 16],
    ['nonce', ['x'.repeat(24)]],
    ['cnf', undefined],
    ['cnf', null],
    ['cnf', {}],
    ['cnf', { jkt: KEY.kid }],
    ['cnf', { jwk: null }],
    ['cnf', { jwk: [JWK] }],
    ['cnf', { jwk: JWK.x }],
    ['cnf', { jwk: { ...JWK, kty: 'EC' } }],
    ['cnf', { jwk: { ...JWK, crv: 'Ed448' } }],
    ['cnf', { jwk: { ...JWK, crv: 'X25519' } }],
    ['cnf', { jwk: { ...JWK, x: JWK.x.slice(1) } }],
    ['cnf', { jwk: { ...JWK, x: `${JWK.x}A` } }],
    ['cnf', { jwk: without(JWK, 'x') }],
    ['cnf', { jwk: without(JWK, 'kty') }],
    ['host', ''],
    ['host', SMILE.repeat(201)],
    ['host', null],
    ['account', ''],
    ['account', SMILE.repeat(201)],
    ['account', 1000],
    ['container', false],
    ['container', 1],
    ['container', 'true'],
  ])('because of its claim %s: %j', (name, value) => {
    const detail = `The claim ${name} is missing or not well-formed.`;
    expect(judge({ ...REQUEST, [name]: value })).toEqual(refused('malformed', detail));
  });

  it.each([
    ['ABC', KSE_ID],
    ['K1', machineIdOf('K11')],
    ['ABC', machineIdOf('KSE', 9)],
  ])('because its product %s is not that of its machine ID', (aud, sub) => {
    const detail = 'The machine ID in sub is for another product than aud.';
    const input = tokenOf(KEY, requestHeader(KEY), { ...REQUEST, aud, sub });
    expect(judgeRequest(input, 'any', verifyRaw)).toEqual(refused('malformed', detail));
  });

  it('because its envelope or its JSON does not hold', () => {
    expect(judgeRequest('x', 'KSE', verifyRaw)).toMatchObject({ reason: 'malformed' });
    expect(judge('[]')).toEqual(refused('malformed', 'The payload is not a JSON object.'));
    expect(judgeRequest('x'.repeat(8193), 'KSE', verifyRaw)).toMatchObject({ reason: 'too-large' });
  });
});

describe('a request is refused', () => {
  it('as unsupported where it is a license', () => {
    expect(judge(FULL, { ...requestHeader(KEY), typ: 'license+jwt' })).toEqual(
      refused('unsupported', 'The header member typ is not license-request+jwt.'),
    );
  });

  it('as unsupported where the scheme of its machine ID is not known', () => {
    const detail = 'The machine ID in sub is of a scheme that is not known yet.';
    expect(judge({ ...REQUEST, sub: machineIdOf('KSE', 2) })).toEqual(refused('unsupported', detail));
  });

  it('as unknown-key where its kid is not that of the key in it', () => {
    const detail = 'The header kid is not the thumbprint of the key in cnf.';
    expect(judge(REQUEST, requestHeader(OTHER))).toEqual(refused('unknown-key', detail));
    expect(judge(REQUEST, requestHeader(OTHER), OTHER)).toEqual(refused('unknown-key', detail));
  });

  it('as bad-signature where another key signed it, or it was changed', () => {
    const detail = 'The request is not signed by the key in it.';
    expect(judge(REQUEST, requestHeader(KEY), OTHER)).toEqual(refused('bad-signature', detail));
    const [head, , tail] = tokenOf(KEY, requestHeader(KEY), REQUEST).split('.');
    const [, body] = tokenOf(KEY, requestHeader(KEY), { ...REQUEST, host: 'other' }).split('.');
    expect(judgeRequest(`${head}.${body}.${tail}`, 'KSE', verifyRaw)).toEqual(
      refused('bad-signature', detail),
    );
  });

  it('as wrong-product where a license for another is to be issued', () => {
    const input = tokenOf(KEY, requestHeader(KEY), REQUEST);
    expect(judgeRequest(input, 'ABC', verifyRaw)).toEqual(
      refused('wrong-product', 'The request is for KSE, not for ABC.'),
    );
  });

  it('as wrong-machine where its device ID commits to another key', () => {
    const sub = deviceIdOf('KSE', OTHER.kid);
    const detail = 'The machine ID in sub does not belong to the key that signed.';
    expect(judge({ ...REQUEST, sub })).toEqual(refused('wrong-machine', detail));
  });

  it('with the first reason that applies', () => {
    const sub = deviceIdOf('ABC', OTHER.kid);
    const wrong = { ...REQUEST, aud: 'ABC', sub };
    const reasons = [
      judgeRequest(
        tokenOf(OTHER, { ...requestHeader(OTHER), typ: 'JWT' }, { ...wrong, nonce: '' }),
        'KSE',
        verifyRaw,
      ),
      judge({ ...wrong, nonce: '' }, requestHeader(OTHER), OTHER),
      judge(wrong, requestHeader(OTHER), OTHER),
      judge(wrong, requestHeader(KEY), OTHER),
      judge(wrong),
      judgeRequest(tokenOf(KEY, requestHeader(KEY), wrong), 'any', verifyRaw),
    ].map((read) => (read.ok ? 'ok' : read.reason));
    expect(reasons).toEqual([
      'unsupported',
      'malformed',
      'unknown-key',
      'bad-signature',
      'wrong-product',
      'wrong-machine',
    ]);
  });
});

it.each(['kse', '', 'ANY ', 'CON'])('judging for %j throws: that is no product code', (product) => {
  const invalid = expect.objectContaining({ code: 'product-invalid' });
  expect(() => judgeRequest(tokenOf(KEY, requestHeader(KEY), REQUEST), product, verifyRaw)).toThrow(invalid);
});

describe('encodeRequest', () => {
  const signed = (claims: Omit<RequestClaims, 'cnf'>) => {
    const input = encodeRequest(claims, KEY.bytes);
    return joinToken(input, new Uint8Array(sign(null, input, KEY.privateKey)));
  };

  it('writes what judgeRequest reads', () => {
    const expected = { ok: true, request: REQUEST, jkt: KEY.kid };
    expect(judgeRequest(signed({ ...PLAIN, ...MORE }), 'KSE', verifyRaw)).toEqual(expected);
    expect(judgeRequest(signed({ ...MORE, ...PLAIN }), 'KSE', verifyRaw)).toEqual(expected);
    expect(judgeRequest(signed({ ...PLAIN, sub: DEVICE_ID }), 'KSE', verifyRaw)).toMatchObject({ ok: true });
  });

  it('writes nothing else, in one order', () => {
    const more = { foo: 1, ...MORE, ...PLAIN };
    const [, payload] = new TextDecoder().decode(encodeRequest(more, KEY.bytes)).split('.') as [
      string,
      string,
    ];
    expect(Buffer.from(payload, 'base64url').toString()).toBe(JSON.stringify(REQUEST));
  });

  it.each<[string, Partial<RequestClaims>, string]>([
    ['a nonce that is too short', { nonce: nonce(8) }, 'The claim nonce is missing or not well-formed.'],
    ['a control character', { host: 'a\tb' }, 'The payload has a control character in a string.'],
    ['another product', { aud: 'ABC' }, 'The machine ID in sub is for another product than aud.'],
    [
      'an unknown scheme',
      { sub: machineIdOf('KSE', 3) },
      'The machine ID in sub is of a scheme that is not known yet.',
    ],
    [
      'the device ID of another key',
      { sub: deviceIdOf('KSE', OTHER.kid) },
      'The machine ID in sub does not belong to the key that signed.',
    ],
  ])('refuses %s', (_, claims, detail) => {
    expect(() => encodeRequest({ ...PLAIN, ...claims }, KEY.bytes)).toThrow(
      expect.objectContaining({
        code: 'claims-invalid',
        message: `No request was made. ${detail} Correct it and try again.`,
      }),
    );
  });
});

it('judgeRequest throws for a product that is none', () => {
  expect(() => judgeRequest('', 'kse', () => true)).toThrow(
    expect.objectContaining({ code: 'product-invalid' }),
  );
});
