import { Point } from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { A, bytes32, decode, P, smallOrderEncodings, smallOrderPoints } from '../testing/curve.js';
import { gatePublicKey } from './key-gate.js';
import { createSigner } from './signer.js';
import { verifySignature } from './verify-signature.js';

const KEY = Point.BASE.multiply(A).toBytes();
/** As many keys as the cache holds. */
const CACHE_SIZE = 256;

/** A key that no other test uses, and that fails: cheap to put through the gate. */
const filler = (group: number, i: number) =>
  Uint8Array.from([i & 255, i >> 8, group, ...new Uint8Array(28).fill(7), 0xff]);

describe('the gate', () => {
  it('lets a sound key pass, and gives its point', () => {
    expect(gatePublicKey(KEY)?.equals(Point.BASE.multiply(A))).toBe(true);
    expect(gatePublicKey(Point.BASE.toBytes())?.equals(Point.BASE)).toBe(true);
    expect(gatePublicKey(Buffer.from(KEY))?.equals(Point.BASE.multiply(A))).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ...smallOrderEncodings().map((key, i): [string, Uint8Array] => [
      `a point of small order, encoding ${i}`,
      key,
    ]),
    ...smallOrderPoints()
      .slice(1)
      .map((point, i): [string, Uint8Array] => [`mixed order ${i + 1}`, Point.BASE.add(point).toBytes()]),
    ['the identity', Point.ZERO.toBytes()],
    ['p', bytes32(P)],
    ['all ones', new Uint8Array(32).fill(255)],
    ['31 bytes', KEY.subarray(1)],
    ['33 bytes', Uint8Array.from([...KEY, 0])],
    ['nothing', new Uint8Array(0)],
  ])('holds up %s', (_, key) => {
    expect(gatePublicKey(key)).toBeUndefined();
  });

  it('holds up each key whose y has a second encoding, in that encoding', () => {
    const decodable = Array.from({ length: 19 }, (_, y) => bytes32(BigInt(y) + P))
      .flatMap((key) => [key, Uint8Array.from([...key.subarray(0, 31), 0xff])])
      .filter((key) => decode(key, true));
    const ofLargeOrder = decodable.filter((key) => !decode(key, true)?.isSmallOrder());
    expect(ofLargeOrder.length).toBeGreaterThan(10);
    for (const key of decodable) expect(gatePublicKey(key)).toBeUndefined();
  });

  it('holds up each key that is not on the curve', () => {
    const off = Array.from({ length: 60 }, (_, y) => bytes32(BigInt(y))).filter((key) => !decode(key, true));
    expect(off.length).toBeGreaterThan(20);
    for (const key of off) expect(gatePublicKey(key)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string of 32 letters', 'x'.repeat(32)],
    ['an array', [...KEY]],
    ['clamped bytes', new Uint8ClampedArray(KEY)],
    ['an object', { length: 32 }],
  ])('holds up what is no byte string: %s', (_, key) => {
    expect(gatePublicKey(key as Uint8Array)).toBeUndefined();
  });
});

describe('the cache of the gate', () => {
  it('gives the same answer for the same bytes, in whatever array they stand', () => {
    const first = gatePublicKey(KEY);
    expect(gatePublicKey(KEY.slice())).toBe(first);
    expect(gatePublicKey(filler(0, 0))).toBeUndefined();
    expect(gatePublicKey(filler(0, 0))).toBeUndefined();
  });

  it('does not depend on what the caller does with the array afterwards', async () => {
    const signer = await createSigner(new Uint8Array(32).fill(8));
    const message = new Uint8Array(3);
    const signature = await signer.sign(message);
    const key = signer.publicKey.slice();
    expect(verifySignature(key, message, signature)).toBe(true);
    key.set(KEY);
    expect(verifySignature(key, message, signature)).toBe(false);
    expect(gatePublicKey(key)?.toBytes()).toEqual(KEY);
    key.set(Point.ZERO.toBytes());
    expect(verifySignature(key, message, signature)).toBe(false);
    key.set(signer.publicKey);
    expect(verifySignature(key, message, signature)).toBe(true);
  });

  it('is bounded: the oldest of 256 keys makes room for the next, and is then examined anew', () => {
    for (let i = 0; i < CACHE_SIZE; i++) gatePublicKey(filler(1, i));
    const kept = gatePublicKey(KEY);
    for (let i = 0; i < CACHE_SIZE - 1; i++) gatePublicKey(filler(2, i));
    expect(gatePublicKey(KEY)).toBe(kept);
    gatePublicKey(filler(2, CACHE_SIZE));
    const anew = gatePublicKey(KEY);
    expect(anew).not.toBe(kept);
    expect(anew?.toBytes()).toEqual(KEY);
  });
});
