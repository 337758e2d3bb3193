// Points of edwards25519 in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, xy = T/Z, by complete formulas:
// no pair of points is an exception. For the key gate and for signatures that the fast path declines. One point is
// computed in both lanes; the second is ignored.
// Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited", ASIACRYPT 2008, sections 3.1 and 3.3, a = −1.
import {
  D,
  D2,
  FIELD,
  FIELD_SIZE,
  fromWords,
  minus,
  multiply,
  OFFSET,
  ONE,
  plus,
  squareTimes,
  SQRT_M1,
  toWords,
  ZERO,
} from './generated/field';
import { equalsFirst, invert, isOddFirst, isZero, powerForRoot, sameBytes } from './field';

/** Bytes of a point: four field elements. */
export const POINT: usize = 4 * FIELD;

const a = memory.data(FIELD_SIZE, 16),
  b = memory.data(FIELD_SIZE, 16),
  c = memory.data(FIELD_SIZE, 16),
  d = memory.data(FIELD_SIZE, 16);
const e = memory.data(FIELD_SIZE, 16),
  f = memory.data(FIELD_SIZE, 16),
  g = memory.data(FIELD_SIZE, 16),
  h = memory.data(FIELD_SIZE, 16);
const words = memory.data(32, 16),
  ignored = memory.data(32, 16);

/** out = the neutral element (0 : 1 : 1 : 0). */
export function setIdentity(out: usize): void {
  memory.copy(out, ZERO, FIELD);
  memory.copy(out + FIELD, ONE, FIELD);
  memory.copy(out + 2 * FIELD, ONE, FIELD);
  memory.copy(out + 3 * FIELD, ZERO, FIELD);
}

/** The last step of both formulas: X = EF, Y = GH, Z = FG, T = EH. */
function combine(out: usize): void {
  multiply(out, e, f);
  multiply(out + FIELD, g, h);
  multiply(out + 2 * FIELD, f, g);
  multiply(out + 3 * FIELD, e, h);
}

/** out = p + q, for any two points. */
export function addPoints(out: usize, p: usize, q: usize): void {
  minus(a, p + FIELD, p);
  minus(b, q + FIELD, q);
  multiply(a, a, b); // (Y1 − X1)(Y2 − X2)
  plus(b, p + FIELD, p);
  plus(c, q + FIELD, q);
  multiply(b, b, c); // (Y1 + X1)(Y2 + X2)
  multiply(c, p + 3 * FIELD, q + 3 * FIELD);
  multiply(c, c, D2); // 2d·T1·T2
  multiply(d, p + 2 * FIELD, q + 2 * FIELD);
  plus(d, d, d); // 2·Z1·Z2
  minus(e, b, a);
  minus(f, d, c);
  plus(g, d, c);
  plus(h, b, a);
  combine(out);
}

/** out = 2p. */
export function doublePoint(out: usize, p: usize): void {
  squareTimes(a, p, 1);
  squareTimes(b, p + FIELD, 1);
  squareTimes(c, p + 2 * FIELD, 1);
  plus(c, c, c);
  plus(h, a, b);
  plus(e, p, p + FIELD);
  squareTimes(e, e, 1);
  minus(e, h, e);
  minus(g, a, b);
  plus(f, c, g);
  combine(out);
}

/** out = −p. */
export function negatePoint(out: usize, p: usize): void {
  minus(out, ZERO, p);
  memory.copy(out + FIELD, p + FIELD, 2 * FIELD);
  minus(out + 3 * FIELD, ZERO, p + 3 * FIELD);
}

/** True for the neutral element: X = 0 and Y = Z. */
export function isIdentity(p: usize): bool {
  return isZero(p, 0) && equalsFirst(p + FIELD, p + 2 * FIELD);
}

/**
 * Reads a point (RFC 8032 §5.1.3), strictly: y must be below p, and −0 has no encoding.
 * @returns false where the 32 bytes are no point
 */
export function decodePoint(out: usize, bytes: usize): bool {
  const x = out,
    y = out + FIELD;
  const negative = (load<u8>(bytes, 31) & 0x80) != 0;
  memory.copy(words, bytes, 32);
  store<u8>(words, load<u8>(words, 31) & 0x7f, 31);
  readField(y, words);
  // Canonical: what was read is written back the same.
  toWords(y, f, ignored);
  if (!sameBytes(f, words)) return false;
  // x² = (y² − 1)/(dy² + 1) = u/v; x = u·v³·(u·v⁷)^((p−5)/8), perhaps times √−1
  squareTimes(a, y, 1);
  minus(b, a, ONE);
  multiply(c, a, D);
  plus(c, c, ONE);
  squareTimes(d, c, 1);
  multiply(d, d, c); // v³
  squareTimes(e, d, 1);
  multiply(e, e, c); // v⁷
  multiply(e, e, b);
  powerForRoot(e, e);
  multiply(d, d, b);
  multiply(x, d, e);
  squareTimes(d, x, 1);
  multiply(d, d, c); // v·x²
  if (!equalsFirst(d, b)) {
    minus(e, ZERO, b);
    if (!equalsFirst(d, e)) return false;
    multiply(x, x, SQRT_M1);
  }
  if (isZero(x, 0) && negative) return false;
  if (isOddFirst(x) != negative) minus(x, ZERO, x);
  memory.copy(out + 2 * FIELD, ONE, FIELD);
  multiply(out + 3 * FIELD, x, y);
  return true;
}

/** Writes a point as 32 bytes (RFC 8032 §5.1.2). */
export function encodePoint(out: usize, p: usize): void {
  invert(a0, p + 2 * FIELD);
  multiply(b, p, a0);
  multiply(c, p + FIELD, a0);
  toWords(c, out, ignored);
  if (isOddFirst(b)) store<u8>(out, load<u8>(out, 31) | 0x80, 31);
}
const a0 = memory.data(FIELD_SIZE, 16);

/** out = the integer in 32 bytes, in both lanes. */
export function readField(out: usize, bytes: usize): void {
  fromWords(out, bytes, bytes);
  plus(out, out, OFFSET);
}
