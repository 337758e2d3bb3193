// Tables of odd multiples, and the points they are made from.
//
// A fixed point P gets one table a window: entry i of window j is (2i + 1)·2^(wj)·P/2. So a digit is never zero and
// no entry is the neutral element. Entries are affine points of the short Weierstrass form of the curve, where an
// addition with a shared inversion takes five multiplications and a squaring: Edwards → Montgomery by
// u = (1 + y)/(1 − y), v = c·u/x; Montgomery → Weierstrass by X = u + A/3, Y = v (RFC 7748 §4.1).
import {
  A3,
  C,
  differencesBetween,
  FIELD,
  FIELD_SIZE,
  fromWords,
  minus,
  multiply,
  newX,
  newY,
  plus,
  slopesBetween,
} from './generated/field';
import { addPoints, decodePoint, doublePoint, isIdentity, negatePoint, POINT, setIdentity } from './curve';
import { invert, pack } from './field';
import { invertChains, invertItems } from './inversion';
import {
  chain,
  differences,
  ENTRY,
  entriesOf,
  ITEMS,
  keyBytes,
  keyPoints,
  others,
  points,
  products,
  results,
  SCALAR_BITS,
  tableBytes,
  tables,
  window,
  windows,
} from './memory';
import { bitOf } from './scalar';

/** (L + 1)/2: half of a point of order L is this multiple of it. */
const HALF = memory.data<u64>([0x2c09318d2e7ae9f7, 0x0a6f7cef517bce6b, 0, 0x0800000000000000], 16);
const L = memory.data<u64>([0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000], 16);
/** The base point (RFC 8032 §5.1): y = 4/5, x even. */
const BASE = memory.data<u64>(
  [0x6666666666666658, 0x6666666666666666, 0x6666666666666666, 0x6666666666666666],
  16,
);

const point = memory.data(4 * FIELD_SIZE, 16),
  sum = memory.data(4 * FIELD_SIZE, 16),
  half = memory.data(4 * FIELD_SIZE, 16);
const a = memory.data(FIELD_SIZE, 16),
  b = memory.data(FIELD_SIZE, 16),
  c = memory.data(FIELD_SIZE, 16);

/** Where the table of window j begins, within the tables of one point. */
export function windowOffset(j: i32): usize {
  return ENTRY * <usize>(j << (window - 1));
}

/** The tables of a key slot; slot 0 is the base point. */
export function tablesOf(slot: i32): usize {
  return tables + <usize>slot * tableBytes;
}

/** Builds the tables of the base point, slot 0. */
export function loadBase(): bool {
  return loadPoint(0, BASE, false);
}

/**
 * The key gate, and the tables of −A: a key must be a canonical encoding of a point of order L. Only then the fast
 * equation and RFC 8032 §5.1.7 without cofactor are the same.
 *
 * @param slot 1 to the number of key slots
 * @returns false where the key does not pass; the slot is unusable then
 */
export function loadKey(slot: i32, bytes: usize): bool {
  memory.copy(keyBytes + 32 * <usize>slot, bytes, 32);
  return loadPoint(slot, bytes, true);
}

function loadPoint(slot: i32, bytes: usize, negated: bool): bool {
  if (!decodePoint(point, bytes) || isIdentity(point)) return false;
  if (negated) negatePoint(point, point);
  memory.copy(keyPoints + <usize>slot * POINT, point, POINT);
  if (!doubleAll()) return false;
  for (let j = 0; j < windows; j++) buildWindow(j, tablesOf(slot) + windowOffset(j));
  return true;
}

/**
 * chain[i] = 2^i·P/2 for every bit, in Weierstrass form. On the way [L]P adds up, and P/2 = [(L + 1)/2]P.
 * @returns false where [L]P is not the neutral element
 */
function doubleAll(): bool {
  setIdentity(sum);
  setIdentity(half);
  for (let i = 0; i < SCALAR_BITS; i++) {
    if (bitOf(L, i)) addPoints(sum, sum, point);
    if (bitOf(HALF, i)) addPoints(half, half, point);
    toWeierstrass(chain + 2 * FIELD * <usize>(i + 1), point);
    doublePoint(point, point);
  }
  toWeierstrass(chain, half);
  return isIdentity(sum);
}

/** u = (Z + Y)/(Z − Y), v = c·u·Z/X; for points of order L neither divisor is zero. */
function toWeierstrass(out: usize, p: usize): void {
  minus(a, p + 2 * FIELD, p + FIELD);
  multiply(b, a, p);
  invert(b, b);
  plus(c, p + 2 * FIELD, p + FIELD);
  multiply(b, b, c); // (Z + Y)/((Z − Y)·X)
  multiply(a, b, p);
  plus(out, a, A3);
  multiply(b, b, p + 2 * FIELD);
  multiply(out + FIELD, b, C);
}

/** The table of one window, by doubling its size: entry m + i is entry i plus m times the distance of two entries. */
function buildWindow(j: i32, table: usize): void {
  const first = chain + 2 * FIELD * <usize>(j * window);
  pack(first, table, table);
  pack(first + FIELD, table + 32, table + 32);
  let step = first;
  for (let m = 1; m < entriesOf(j); m <<= 1) {
    step += 2 * FIELD;
    const pairs = (m + 1) >> 1;
    for (let from = 0; from < pairs; from += ITEMS)
      addToEntries(table, m, from, min(ITEMS, pairs - from), step);
  }
}

/** Pairs of entries `from` … `from + count` plus the point `step`, written m entries further. */
function addToEntries(table: usize, m: i32, from: i32, count: i32, step: usize): void {
  // With a single entry both lanes compute the same.
  const second: usize = m > 1 ? ENTRY : 0;
  for (let i = 0; i < count; i++) {
    const entry = table + 2 * ENTRY * <usize>(from + i),
      p = points + 2 * FIELD * <usize>i;
    fromWords(p, entry, entry + second);
    fromWords(p + FIELD, entry + 32, entry + 32 + second);
    memory.copy(others + 2 * FIELD * <usize>i, step, 2 * FIELD);
  }
  differencesBetween(count, points, others, differences, products);
  // No two of these points are equal or opposite: all are multiples of P below its order.
  invertChains(count, results, 1);
  invertItems(0, count);
  slopesBetween(count, points, others, products);
  newX(count, points, differences, products);
  newY(count, points, differences, products);
  for (let i = 0; i < count; i++) {
    const entry = table + ENTRY * <usize>(m + 2 * (from + i)),
      p = points + 2 * FIELD * <usize>i;
    pack(p, entry, entry + second);
    pack(p + FIELD, entry + 32, entry + 32 + second);
  }
}
