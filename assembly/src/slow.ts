// The slow path: what the affine addition cannot do, by formulas that know no exception.
import { FIELD_SIZE } from './generated/field';
import { reduceHash, reduceScalar } from './generated/scalar';
import { addPoints, doublePoint, encodePoint, POINT, setIdentity } from './curve';
import { sameBytes } from './field';
import { keyPoints, signatures } from './memory';
import { hash, hashSignature } from './prepare';
import { bitOf, scalar } from './scalar';

const sum = memory.data(4 * FIELD_SIZE, 16),
  encoded = memory.data(32, 16),
  s = memory.data(40, 16);

/** Signatures that took the slow path, since the start: tests insist that some do. */
export let slowPaths: i32 = 0;

/** One signature by complete formulas, bit by bit, for those in which the affine addition met an exception. */
export function verifySlowly(slot: i32, i: i32): bool {
  slowPaths++;
  const signature = signatures + 64 * <usize>i;
  if (hashSignature(slot, i)) return false;
  reduceHash(hash, scalar, false);
  reduceScalar(signature + 32, s, false);
  setIdentity(sum);
  for (let bit = 252; bit >= 0; bit--) {
    doublePoint(sum, sum);
    if (bitOf(scalar, bit)) addPoints(sum, sum, keyPoints + <usize>slot * POINT);
    if (bitOf(s, bit)) addPoints(sum, sum, keyPoints);
  }
  encodePoint(encoded, sum);
  return sameBytes(encoded, signature);
}
