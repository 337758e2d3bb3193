// The slow path: what the affine addition cannot do, by formulas that know no exception.
import { FIELD_SIZE } from './generated/field';
import { reduceHash, reduceScalar } from './generated/scalar';
import { addPoints, doublePoint, encodePoint, POINT, setIdentity } from './curve';
import { keyPoints, signatures } from './memory';
import { hash, hashSignature } from './prepare';
import { scalar } from './scalar';

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
  let difference: u64 = 0;
  for (let j: usize = 0; j < 32; j += 8) difference |= load<u64>(encoded + j) ^ load<u64>(signature + j);
  return difference == 0;
}

function bitOf(value: usize, i: i32): bool {
  return ((load<u8>(value + <usize>(i >> 3)) >> (<u8>(i & 7))) & 1) != 0;
}
