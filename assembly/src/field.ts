// Integers modulo p = 2^255 − 19, two at a time: everything that is built from the generated operations.
// A field element in memory is reduced, and every operation here leaves a reduced one (see generate/).
import { FIELD, FIELD_SIZE, multiply, ONE, OFFSET, plus, squareTimes, toWords } from './generated/field';

const a = memory.data(FIELD_SIZE, 16),
  b = memory.data(FIELD_SIZE, 16),
  c = memory.data(FIELD_SIZE, 16),
  t = memory.data(FIELD_SIZE, 16);
const wordsA = memory.data(32, 16),
  wordsB = memory.data(32, 16);

/** z^(2^250 − 1) into `a`, z^11 into `b`: the common beginning of inversion and square root. */
function powerChain(z: usize): void {
  squareTimes(a, z, 1); // z^2
  squareTimes(b, a, 2); // z^8
  multiply(b, z, b); // z^9
  multiply(a, a, b); // z^11
  squareTimes(c, a, 1); // z^22
  multiply(b, b, c); // z^(2^5 − 1)
  squareTimes(c, b, 5);
  multiply(b, c, b); // 2^10 − 1
  squareTimes(c, b, 10);
  multiply(c, c, b); // 2^20 − 1
  squareTimes(t, c, 20);
  multiply(c, t, c); // 2^40 − 1
  squareTimes(c, c, 10);
  multiply(b, c, b); // 2^50 − 1
  squareTimes(c, b, 50);
  multiply(c, c, b); // 2^100 − 1
  squareTimes(t, c, 100);
  multiply(c, t, c); // 2^200 − 1
  squareTimes(c, c, 50);
  multiply(b, c, b); // 2^250 − 1
}

/** out = 1/z, by z^(p − 2); 0 where z is 0. */
export function invert(out: usize, z: usize): void {
  powerChain(z);
  squareTimes(b, b, 5);
  multiply(out, b, a); // 2^255 − 21
}

/** out = z^((p − 5)/8), from which a square root follows (RFC 8032 §5.1.3). */
export function powerForRoot(out: usize, z: usize): void {
  // z itself may be where the result goes.
  memory.copy(rootBase, z, FIELD);
  powerChain(z);
  squareTimes(b, b, 2);
  multiply(out, b, rootBase); // 2^252 − 3
}
const rootBase = memory.data(FIELD_SIZE, 16);

/** True where both places hold the same 32 bytes. */
export function sameBytes(x: usize, y: usize): bool {
  let difference: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) difference |= load<u64>(x + i) ^ load<u64>(y + i);
  return difference == 0;
}

/** True where both elements are equal in the first lane. */
export function equalsFirst(x: usize, y: usize): bool {
  toWords(x, wordsA, wordsB);
  toWords(y, wordsC, wordsB);
  return sameBytes(wordsA, wordsC);
}
const wordsC = memory.data(32, 16);

/** True where the element is zero in the lane (0 or 1). */
export function isZero(x: usize, lane: usize): bool {
  toWords(x, wordsA, wordsB);
  const words = lane ? wordsB : wordsA;
  let all: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) all |= load<u64>(words + i);
  return all == 0;
}

/** The last bit of the element in the first lane: the sign of an x coordinate (RFC 8032 §5.1.2). */
export function isOddFirst(x: usize): bool {
  toWords(x, wordsA, wordsB);
  return (load<u8>(wordsA) & 1) != 0;
}

/** Sets one lane of an element to one. */
export function setOne(x: usize, lane: usize): void {
  for (let i: usize = 0; i < FIELD; i += 16) store<f64>(x + i + 8 * lane, load<f64>(ONE + i));
}

/** Packs an element, lane by lane, to 32 bytes each, as a table entry holds it. */
export function pack(x: usize, laneA: usize, laneB: usize): void {
  plus(t, x, OFFSET);
  toWords(t, laneA, laneB);
}
