import { Point } from '@noble/ed25519';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Enough for every key set in use at once; a caller who cycles through more keys only loses speed. */
const CACHE_SIZE = 256;
const cache = new Map<string, Point | undefined>();

/**
 * The gate each public key passes once before anything is verified with it. Policy: 32 bytes; canonical
 * encoding of a point on the curve (RFC 8032 §5.1.3, y < p); in the prime-order subgroup; not the identity.
 * Only for such keys does the equation without cofactor give every engine the same answer.
 *
 * Answers are kept, since the test takes about as long as a verification. Nothing secret goes in.
 *
 * @returns the point, or `undefined` where the key fails
 */
export function gatePublicKey(publicKey: Uint8Array): Point | undefined {
  if (!(publicKey instanceof Uint8Array) || publicKey.length !== 32) return undefined;
  const id = bytesToHex(publicKey);
  if (cache.has(id)) return cache.get(id);
  const point = examine(publicKey);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
  cache.set(id, point);
  return point;
}

function examine(publicKey: Uint8Array): Point | undefined {
  try {
    const point = Point.fromBytes(publicKey, false);
    return !point.is0() && point.isTorsionFree() ? point : undefined;
  } catch {
    return undefined;
  }
}
