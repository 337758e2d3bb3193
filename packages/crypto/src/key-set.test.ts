import { createPublicKey } from 'node:crypto';
import { Point } from '@noble/ed25519';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes32, P, smallOrderEncodings, smallOrderPoints } from '../testing/curve.js';
import { issuerJwk, KeySet } from './key-set.js';
import { createSigner } from './signer.js';

const keyOf = async (seed: number) => (await createSigner(new Uint8Array(32).fill(seed))).publicKey;
const [FIRST, SECOND] = [issuerJwk(await keyOf(1)), issuerJwk(await keyOf(2))];
const load = (...keys: unknown[]) => KeySet.fromJwks({ keys });
const fails = (detail: string) =>
  expect.objectContaining({
    name: 'LatchkeyError',
    code: 'key-set-invalid',
    message: `The key set was not loaded. ${detail}`,
  });
const times = (n: number) => Array.from({ length: n }, () => FIRST);
const x = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe('a key set', () => {
  it('gives each key by its kid, in the order of the set, and can be written again', () => {
    const set = load(FIRST, SECOND);
    expect(set.kids).toEqual([FIRST.kid, SECOND.kid]);
    expect(x(set.get(FIRST.kid) as Uint8Array)).toBe(FIRST.x);
    expect(x(set.get(SECOND.kid) as Uint8Array)).toBe(SECOND.x);
    expect(set.toJwks()).toEqual({ keys: [FIRST, SECOND] });
    expect(KeySet.fromJwks(JSON.parse(JSON.stringify(set.toJwks()))).kids).toEqual(set.kids);
  });

  it('is written as JWKS entries of public keys that other libraries read', () => {
    expect(FIRST).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: FIRST.x,
      kid: FIRST.kid,
      alg: 'EdDSA',
      use: 'sig',
    });
    const { x: read } = createPublicKey({ key: { ...FIRST }, format: 'jwk' }).export({ format: 'jwk' });
    expect(read).toBe(FIRST.x);
  });

  it('knows no other kid', () => {
    const set = load(FIRST);
    for (const kid of [SECOND.kid, '', 'constructor', '__proto__', FIRST.kid.toLowerCase()]) {
      expect(set.get(kid)).toBeUndefined();
    }
  });

  it('hands out copies: nobody can change a key in it', () => {
    const set = load(FIRST);
    set.get(FIRST.kid)?.fill(0);
    expect(x(set.get(FIRST.kid) as Uint8Array)).toBe(FIRST.x);
    (set.kids as string[]).pop();
    expect(set.kids).toEqual([FIRST.kid]);
  });

  it('does not depend on the object it was loaded from', () => {
    const source = { keys: [{ ...FIRST }] };
    const set = KeySet.fromJwks(source);
    source.keys.length = 0;
    expect(set.toJwks()).toEqual({ keys: [FIRST] });
  });

  it('ignores further members, of the set and of its entries', () => {
    const set = KeySet.fromJwks({
      keys: [{ ...FIRST, x5t: 'x', key_ops: ['verify'], name: 'main' }],
      next: 1,
    });
    expect(set.toJwks()).toEqual({ keys: [FIRST] });
  });

  it('is read back from what it writes, whatever keys it holds', async () => {
    const pool = await Promise.all(Array.from({ length: 12 }, (_, i) => keyOf(i + 1)));
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), (keys) => {
        const set = KeySet.fromJwks({ keys: keys.map(issuerJwk) });
        const again = KeySet.fromJwks(JSON.parse(JSON.stringify(set.toJwks())));
        expect(again.kids.map((kid) => again.get(kid))).toEqual(keys);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a key set is refused as a whole', () => {
  const LIST = 'It has no list of keys. A key set looks like {"keys":[…]}.';
  it.each<[string, unknown, string]>([
    ['undefined', undefined, LIST],
    ['null', null, LIST],
    ['a string', JSON.stringify({ keys: [FIRST] }), LIST],
    ['a list', [FIRST], LIST],
    ['an object without keys', {}, LIST],
    ['keys as an object', { keys: { 0: FIRST } }, LIST],
    ['a single key', FIRST, LIST],
    ['no keys', { keys: [] }, 'It holds no key, so every license would be refused.'],
    ['257 keys', { keys: times(257) }, 'It holds more than 256 keys.'],
    ['the same key twice', { keys: [FIRST, SECOND, FIRST] }, 'Entry 3 repeats the key of an earlier entry.'],
  ])('because it is or has %s', (_, value, detail) => {
    expect(() => KeySet.fromJwks(value)).toThrow(fails(detail));
  });

  it('but 256 entries are looked at', () => {
    const detail = 'Entry 2 repeats the key of an earlier entry.';
    expect(() => KeySet.fromJwks({ keys: times(256) })).toThrow(fails(detail));
  });

  const UNSOUND = 'is not a sound Ed25519 key (not canonical, or of small or mixed order)';
  const NOT_32 = 'has a member x that is not 32 bytes in base64url';
  const WRONG_KID = 'has a kid that is not the RFC 7638 thumbprint of its key';
  const PRIVATE =
    'holds a private key (member d). Never hand that out: publish what `latchkey keys public` prints';
  const { x: _x, ...withoutX } = FIRST;
  const { kid: _kid, ...withoutKid } = FIRST;
  const { alg: _alg, ...withoutAlg } = FIRST;
  const { use: _use, ...withoutUse } = FIRST;

  it.each<[string, unknown, string]>([
    ['null', null, 'is not an object'],
    ['a string', FIRST.x, 'is not an object'],
    ['a list', [FIRST], 'is not an object'],
    ['a member d', { ...FIRST, d: x(bytes32(7n)) }, PRIVATE],
    ['a member d that is empty', { ...FIRST, d: undefined }, PRIVATE],
    ['a member d and other faults', { d: 'x' }, PRIVATE],
    ['another kty', { ...FIRST, kty: 'EC' }, 'has a member kty other than OKP'],
    ['another crv', { ...FIRST, crv: 'Ed448' }, 'has a member crv other than Ed25519'],
    ['another alg', { ...FIRST, alg: 'ES256' }, 'has a member alg other than EdDSA'],
    ['no alg', withoutAlg, 'has a member alg other than EdDSA'],
    ['another use', { ...FIRST, use: 'enc' }, 'has a member use other than sig'],
    ['no use', withoutUse, 'has a member use other than sig'],
    ['no x', withoutX, NOT_32],
    ['x as a list', { ...FIRST, x: [FIRST.x] }, NOT_32],
    ['x of 31 bytes', { ...FIRST, x: x(new Uint8Array(31)) }, NOT_32],
    ['x of 33 bytes', { ...FIRST, x: x(new Uint8Array(33)) }, NOT_32],
    ['x with padding', { ...FIRST, x: `${FIRST.x}=` }, NOT_32],
    ['no kid', withoutKid, WRONG_KID],
    ['the kid of another key', { ...FIRST, kid: SECOND.kid }, WRONG_KID],
    ['a kid of its own', { ...FIRST, kid: 'main-key' }, WRONG_KID],
    ['a key that is not on the curve', issuerJwk(bytes32(2n)), UNSOUND],
    ['a key that is not canonical', issuerJwk(bytes32(P + 3n)), UNSOUND],
    ['the identity', issuerJwk(Point.ZERO.toBytes()), UNSOUND],
    ['a key of mixed order', issuerJwk(Point.BASE.add(smallOrderPoints()[1] as Point).toBytes()), UNSOUND],
    ...smallOrderEncodings().map((key, i): [string, unknown, string] => [
      `a key of small order, encoding ${i}`,
      issuerJwk(key),
      UNSOUND,
    ]),
  ])('because an entry is or has %s, and the message says which', (_, entry, detail) => {
    expect(() => load(entry, FIRST)).toThrow(fails(`Entry 1 ${detail}.`));
    expect(() => load(SECOND, entry)).toThrow(fails(`Entry 2 ${detail}.`));
  });

  it('and the message never holds the private key', () => {
    const d = x(bytes32(0x5ec5e7n));
    expect(() => load({ ...FIRST, d })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(d) }),
    );
  });
});
