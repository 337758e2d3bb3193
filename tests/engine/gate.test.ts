import { randomBytes } from 'node:crypto';
import { Point } from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { gatePublicKey } from '../../packages/crypto/src/key-gate.js';
import {
  bytes32,
  decode,
  P,
  smallOrderEncodings,
  smallOrderPoints,
} from '../../packages/crypto/testing/curve.js';
import { encode, knownKey, messageOf, signWith } from './craft.js';
import { BAD_ARGUMENT, BAD_KEY, BUILDS, Host, OK } from './host.js';

const TORSION = smallOrderPoints().slice(1);
const withSign = (key: Uint8Array) => key.map((x, i) => (i === 31 ? x | 0x80 : x));
const canonicalTwice = Array.from({ length: 19 }, (_, y) => bytes32(P + BigInt(y))).flatMap((key) => [
  key,
  withSign(key),
]);

/** Name, and keys that no verifier may take. */
const REFUSED: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ['of small order, in each encoding', smallOrderEncodings()],
  ['the identity', [encode(0n)]],
  [
    'of mixed order',
    [1n, 7n, 12345n].flatMap((a) => TORSION.map((point) => Point.BASE.multiply(a).add(point).toBytes())),
  ],
  ['not canonical', canonicalTwice],
  [
    'not on the curve',
    Array.from({ length: 60 }, (_, y) => bytes32(BigInt(y))).filter((key) => !decode(key)),
  ],
  [
    'the largest numbers',
    [bytes32(P), bytes32((1n << 255n) - 1n), new Uint8Array(32).fill(255), withSign(bytes32(1n))],
  ],
];
const KEY = knownKey(0x1234567890abcdefn);
const ITEM = signWith(KEY, 77n, messageOf(1));
/** As many random byte strings as it takes to meet points of each kind: one in sixteen is a sound key. */
const RANDOM = Array.from({ length: 300 }, () => new Uint8Array(randomBytes(32)));

describe.each(BUILDS)('the key gate, %s', (build) => {
  const host = new Host(build, { window: 4, keys: 2 });

  it.each(REFUSED)('refuses keys %s, and then the slot', (_, keys) => {
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(gatePublicKey(key)).toBeUndefined();
      expect(host.setKey(KEY.bytes)).toBe(OK);
      expect([...host.verify([ITEM])]).toEqual([1]);
      expect(host.setKey(key)).toBe(BAD_KEY);
      // Not even the key that was there before: what is left of it is overwritten.
      host.lay([ITEM]);
      expect(host.abi.verify(1, 1)).toBe(BAD_ARGUMENT);
      expect(host.abi.verifyBySlowPath(1, 1)).toBe(BAD_ARGUMENT);
      expect(host.abi.verifyTokens(1, 0, 0)).toBe(BAD_ARGUMENT);
    }
  });

  it('takes sound keys, with the base point and its opposite among them', () => {
    for (const key of [1n, -1n, 2n, 3n, 4n, 8n, 1n << 200n].map(knownKey)) {
      expect(host.setKey(key.bytes, 2)).toBe(OK);
      expect([...host.verify([signWith(key, 9n, messageOf(2)), ITEM], { slot: 2 })]).toEqual([1, 0]);
    }
  });

  it('says what the gate of @latchkey/crypto says, of random bytes', () => {
    const verdicts = RANDOM.map((key) => host.setKey(key) === OK);
    expect(verdicts).toEqual(RANDOM.map((key) => gatePublicKey(key) !== undefined));
  });
});

it('the random bytes hold sound keys, and points that are not', () => {
  const points = RANDOM.filter((key) => decode(key));
  expect(points.length).toBeGreaterThan(100);
  expect(points.filter((key) => gatePublicKey(key)).length).toBeGreaterThan(4);
  expect(points.filter((key) => !gatePublicKey(key)).length).toBeGreaterThan(60);
});
