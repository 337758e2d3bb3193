import { Point } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Ed25519 with every intermediate value in reach, so that signatures can be made which no honest signer
 * makes. For the corpus only: nothing here is fast, and nothing is secret.
 */

/** Order of the prime-order subgroup (RFC 8032 §5.1). */
export const L = Point.CURVE().n;

export interface Key {
  /** The 32-byte private key of RFC 8032 §5.1.5. */
  readonly seed: Uint8Array;
  /** Its clamped scalar. */
  readonly scalar: bigint;
  /** The second half of its hash, from which nonces are made. */
  readonly prefix: Uint8Array;
  /** A, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A key anybody can make again: its seed is the SHA-256 of a label. */
export function keyFromLabel(label: string): Key {
  const seed = sha256(utf8ToBytes(label));
  const hash = sha512(seed);
  const scalar = fromLittleEndian(hash.subarray(0, 32));
  const clamped = (scalar & ((1n << 254n) - 8n)) | (1n << 254n);
  const publicKey = Point.BASE.multiply(clamped % L).toBytes();
  return { seed, scalar: clamped, prefix: hash.subarray(32), publicKey };
}

/** The deterministic signature of RFC 8032 §5.1.6; `dom` is put before both hashes (§5.1, dom2). */
export function sign(message: Uint8Array, key: Key, dom = new Uint8Array()): Uint8Array {
  const r = nonce(message, key, dom);
  return finish(Point.BASE.multiply(r).toBytes(), r, message, key, dom);
}

/** A signature over R + T with S to match: the equation holds with cofactor, and not without. */
export function signWithTorsion(message: Uint8Array, key: Key, torsion: Point): Uint8Array {
  const r = nonce(message, key);
  return finish(Point.BASE.multiply(r).add(torsion).toBytes(), r, message, key);
}

/** S = k·a for bytes of R that stand for a point of small order: the equation holds with cofactor. */
export function signWithSmallOrder(message: Uint8Array, key: Key, r: Uint8Array): Uint8Array {
  return finish(r, 0n, message, key);
}

/** The same signature with `n` added to S. */
export function addToS(signature: Uint8Array, n: bigint): Uint8Array {
  return replaceS(signature, fromLittleEndian(signature.subarray(32)) + n);
}

/** The same R with another S, below 2^256. */
export function replaceS(signature: Uint8Array, s: bigint): Uint8Array {
  return concatBytes(signature.subarray(0, 32), toLittleEndian(s));
}

/**
 * `i` times a point of order 8: a point of order 8 for odd `i`, of order 4 for 2 and 6, of order 2 for 4. These
 * seven and the identity are all points of small order.
 */
export function torsionPoint(i: number): Point {
  const generator = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  return generator.multiplyUnsafe(BigInt(i));
}

function toLittleEndian(n: bigint): Uint8Array {
  if (n < 0n || n >= 1n << 256n) throw new RangeError('toLittleEndian: the number does not fit 32 bytes');
  return hexToBytes(n.toString(16).padStart(64, '0')).toReversed();
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes.toReversed())}`);
}

function nonce(message: Uint8Array, { prefix }: Key, dom = new Uint8Array()): bigint {
  return fromLittleEndian(sha512(concatBytes(dom, prefix, message))) % L;
}

function finish(
  r: Uint8Array,
  logarithm: bigint,
  message: Uint8Array,
  { scalar, publicKey }: Key,
  dom = new Uint8Array(),
): Uint8Array {
  const k = fromLittleEndian(sha512(concatBytes(dom, r, publicKey, message))) % L;
  return concatBytes(r, toLittleEndian((logarithm + k * scalar) % L));
}
