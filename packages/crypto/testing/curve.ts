import { createHash } from 'node:crypto';
import { Point } from '@noble/ed25519';

const { n: L, p: P } = Point.CURVE();
export { L, P };

/** The signature that satisfies S = r + k·a for any R, which honest signers never choose. */
export interface Forgery {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** A secret scalar as such, without the seed of RFC 8032 §5.1.5. */
export const A = 0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn % L;
const MESSAGE = new TextEncoder().encode('any message');

/** Signs with a given R encoding and its discrete logarithm r, under any encoding of the public key. */
export function signWith(R: Uint8Array, r: bigint, publicKey = Point.BASE.multiply(A).toBytes()): Forgery {
  const k = challenge(R, publicKey, MESSAGE);
  return { publicKey, message: MESSAGE, signature: Uint8Array.from([...R, ...bytes32((r + k * A) % L)]) };
}

/**
 * A signature under a·B plus any point of small order. The message is chosen so that k is a multiple of 8, which
 * makes the equation hold even without cofactor: nothing but a test of the key can refuse it.
 */
export function signUnder(publicKey: Uint8Array, a: bigint): Forgery {
  const r = 0xfedcba0987654321n;
  const R = Point.BASE.multiply(r).toBytes();
  for (let i = 0; ; i++) {
    const message = new TextEncoder().encode(`message ${i}`);
    const k = challenge(R, publicKey, message);
    if (k % 8n !== 0n) continue;
    return { publicKey, message, signature: Uint8Array.from([...R, ...bytes32((r + k * a) % L)]) };
  }
}

function challenge(R: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return littleEndian(createHash('sha512').update(R).update(publicKey).update(message).digest()) % L;
}

/** The 8 points of small order, as multiples 0 to 7 of one of order 8. */
export function smallOrderPoints(): Point[] {
  for (let y = 2n; ; y++) {
    const point = decode(bytes32(y));
    // L times any point leaves its part of small order.
    const torsion = point?.multiply(L - 1n).add(point);
    if (!torsion || torsion.double().double().is0()) continue;
    return Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: i }, () => torsion).reduce(add, Point.ZERO),
    );
  }
}

/** Every encoding of 32 bytes that a lax decoder takes for a point of small order: RFC 8032 allows 8 of 14. */
export function smallOrderEncodings(): Uint8Array[] {
  const ys = new Set(smallOrderPoints().map((point) => point.toAffine().y));
  const all = [...ys].flatMap((y) => (y + P < 2n ** 255n ? [y, y + P] : [y]));
  return all.flatMap((y) => [bytes32(y), bytes32(y | (1n << 255n))]);
}

export function decode(encoding: Uint8Array, lax = false): Point | undefined {
  try {
    return Point.fromBytes(encoding, lax);
  } catch {
    return undefined;
  }
}

export function bytes32(number: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(number.toString(16).padStart(64, '0'), 'hex')).toReversed();
}

export function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
}

function add(a: Point, b: Point): Point {
  return a.add(b);
}
