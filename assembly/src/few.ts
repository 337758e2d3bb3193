// The same sum for a handful of signatures, where a shared inversion would have too few to share it: Jacobian
// coordinates, X = x·Z², Y = y·Z³, with one inversion in the end (Cohen, Miyaji, Ono, "Efficient Elliptic Curve
// Exponentiation Using Mixed Coordinates", ASIACRYPT 1998). A pair of signatures at a time, one in each lane.
import {
  A3,
  C,
  compareEncoding,
  FIELD,
  FIELD_SIZE,
  lookUp,
  minus,
  multiply,
  ONE,
  plus,
  squareTimes,
} from './generated/field';
import { differences, DIGIT_ROW, digits, points, products, received, results, windows } from './memory';
import { invertChains, invertItems } from './inversion';
import { tableOf, touchRow } from './look-up';
import { flagSlow } from './prepare';

/** Up to here this is quicker than shared inversions. */
export const FEW: i32 = 12;

/** An accumulator: X, Y, Z. */
const JACOBIAN: usize = 3 * FIELD;
const entry = memory.data(2 * FIELD_SIZE, 16);
const zz = memory.data(FIELD_SIZE, 16),
  h = memory.data(FIELD_SIZE, 16),
  r = memory.data(FIELD_SIZE, 16);
const hh = memory.data(FIELD_SIZE, 16),
  v = memory.data(FIELD_SIZE, 16),
  t = memory.data(FIELD_SIZE, 16);

export function addUpFew(slot: i32, pairs: i32): void {
  // All look-ups of all windows first: their misses overlap.
  for (let row = 0; row < 2 * windows; row++) touchRow(slot, row, pairs);
  for (let i = 0; i < pairs; i++) {
    const sum = points + JACOBIAN * <usize>i,
      column = digits + 4 * <usize>i;
    lookUp(1, sum, column, tableOf(slot, 0));
    memory.copy(sum + 2 * FIELD, ONE, FIELD);
    for (let row = 1; row < 2 * windows; row++) {
      lookUp(1, entry, column + DIGIT_ROW * <usize>row, tableOf(slot, row));
      addEntry(sum);
    }
  }
}

/** sum += entry, which is affine. Equal or opposite points make Z zero: `compareFew` finds that. */
function addEntry(sum: usize): void {
  const x = sum,
    y = sum + FIELD,
    z = sum + 2 * FIELD;
  squareTimes(zz, z, 1);
  multiply(h, entry, zz);
  minus(h, h, x);
  multiply(r, zz, z);
  multiply(r, entry + FIELD, r);
  minus(r, r, y);
  squareTimes(hh, h, 1);
  multiply(v, x, hh);
  multiply(z, z, h);
  multiply(hh, hh, h);
  multiply(t, y, hh);
  squareTimes(x, r, 1);
  minus(x, x, hh);
  minus(x, x, v);
  minus(x, x, v);
  minus(v, v, x);
  multiply(y, r, v);
  minus(y, y, t);
}

/**
 * Encodings against R. With U = u·Z²: y = (U − Z²)/(U + Z²), x = c·U·Z/Y, over the common denominator (U + Z²)·Y.
 * Flags a result where the sum went through an exception.
 */
export function compareFew(pairs: i32): void {
  for (let i = 0; i < pairs; i++) {
    const sum = points + JACOBIAN * <usize>i,
      difference = differences + FIELD * <usize>i,
      product = products + FIELD * <usize>i;
    squareTimes(zz, sum + 2 * FIELD, 1);
    flagZeros(sum + 2 * FIELD, results + 2 * <usize>i);
    multiply(t, A3, zz);
    minus(t, sum, t); // U
    plus(h, t, zz); // U + Z²
    minus(r, t, zz); // U − Z²
    multiply(difference, h, sum + FIELD);
    multiply(product, difference, product - 4 * FIELD);
    multiply(v, t, sum + 2 * FIELD);
    multiply(v, v, h);
    multiply(sum, v, C); // c·U·Z·(U + Z²)
    multiply(sum + FIELD, r, sum + FIELD); // (U − Z²)·Y
  }
  invertChains(pairs, results, pairs);
  invertItems(0, pairs);
  for (let i = 0; i < pairs; i++) {
    const sum = points + JACOBIAN * <usize>i,
      inverse = products + FIELD * <usize>i;
    multiply(sum, sum, inverse);
    multiply(sum + FIELD, sum + FIELD, inverse);
    compareEncoding(sum, sum + FIELD, received + 8 * <usize>i, results + 2 * <usize>i);
  }
}

function flagZeros(z: usize, flags: usize): void {
  for (let lane: usize = 0; lane < 2; lane++) {
    let some = false;
    // Reduced: zero modulo p only where every limb is.
    for (let i: usize = 0; i < FIELD; i += 16) some = some || load<f64>(z + i + 8 * lane) != 0;
    if (!some) flagSlow(flags + lane);
  }
}
