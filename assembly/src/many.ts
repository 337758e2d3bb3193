// The sum of the looked-up points for many signatures at once, with shared inversions.
import {
  denominators,
  differencesBetween,
  differencesToEntries,
  encodeAndCompare,
  FIELD,
  lookUp,
  newX,
  newY,
  slopesBetween,
  slopesToEntries,
  U_PLUS_1,
} from './generated/field';
import { invertChains, invertItems } from './inversion';
import { tableOf, touchRow } from './look-up';
import {
  differences,
  DIGIT_ROW,
  digits,
  ITEMS,
  points,
  products,
  received,
  results,
  windows,
} from './memory';

/** Items that share one inversion; their differences and products stay in the second cache. */
const SHARED: i32 = 1024;
/** Items of one strip: what one pass writes, the next finds in the first cache. */
const STRIP: i32 = 32;
/** From so many pairs on, an inversion is shared by enough of them. */
const MANY: i32 = 512;

export function addUpMany(slot: i32, pairs: i32): void {
  const strands = strandsFor(pairs);
  assert(strands >= 1 && strands <= windows && strands * pairs <= ITEMS);
  if (strands == 1) addUp(slot, pairs);
  else addUpInStrands(slot, pairs, strands);
}

/** Few signatures are added up in several strands each, so that there are enough items to share an inversion. */
function strandsFor(pairs: i32): i32 {
  if (pairs >= MANY) return 1;
  return max(1, min(windows, 1024 / pairs));
}

/** Window after window, all signatures: while one table is in the cache, everybody looks up in it. */
function addUp(slot: i32, pairs: i32): void {
  touchRow(slot, 0, pairs);
  lookUp(pairs, points, digits, tableOf(slot, 0));
  for (let row = 1; row < 2 * windows; row++) {
    const table = tableOf(slot, row);
    touchRow(slot, row, pairs);
    for (let from = 0; from < pairs; from += SHARED) {
      const count = min(SHARED, pairs - from);
      const accumulators = points + 2 * FIELD * <usize>from;
      const column = digits + DIGIT_ROW * <usize>row + 4 * <usize>from;
      differencesToEntries(count, accumulators, column, table, differences, products);
      invertChains(count, results + 2 * <usize>from, count);
      for (let end = count; end > 0; end -= STRIP) {
        const begin = max(0, end - STRIP);
        invertItems(begin, end);
        const p = products + <usize>begin * FIELD,
          a = accumulators + 2 * FIELD * <usize>begin;
        slopesToEntries(end - begin, a, column + 4 * <usize>begin, table, p);
        finishAddition(begin, end, a);
      }
    }
  }
}

function finishAddition(begin: i32, end: i32, accumulators: usize): void {
  const d = differences + <usize>begin * FIELD,
    p = products + <usize>begin * FIELD;
  newX(end - begin, accumulators, d, p);
  newY(end - begin, accumulators, d, p);
}

/** The same with several accumulators a signature, each for every n-th look-up, and their sums in the end. */
function addUpInStrands(slot: i32, pairs: i32, strands: i32): void {
  const rows = 2 * windows;
  for (let row = 0; row < strands; row++) {
    touchRow(slot, row, pairs);
    lookUp(pairs, strand(row, pairs), digits + DIGIT_ROW * <usize>row, tableOf(slot, row));
  }
  for (let first = strands; first < rows; first += strands) {
    const count = min(strands, rows - first);
    for (let s = 0; s < count; s++) {
      const row = first + s,
        at = <usize>(s * pairs) * FIELD;
      touchRow(slot, row, pairs);
      differencesToEntries(
        pairs,
        strand(s, pairs),
        digits + DIGIT_ROW * <usize>row,
        tableOf(slot, row),
        differences + at,
        products + at,
      );
    }
    invertChains(count * pairs, results, pairs);
    for (let s = count - 1; s >= 0; s--) {
      const row = first + s;
      for (let end = pairs; end > 0; end -= STRIP) {
        const begin = max(0, end - STRIP),
          at = s * pairs;
        invertItems(at + begin, at + end);
        const a = strand(s, pairs) + 2 * FIELD * <usize>begin;
        slopesToEntries(
          end - begin,
          a,
          digits + DIGIT_ROW * <usize>row + 4 * <usize>begin,
          tableOf(slot, row),
          products + <usize>(at + begin) * FIELD,
        );
        finishAddition(at + begin, at + end, a);
      }
    }
  }
  for (let left = strands; left > 1;) {
    const merged = left >> 1,
      count = merged * pairs;
    left -= merged;
    const others = strand(left, pairs);
    differencesBetween(count, points, others, differences, products);
    invertChains(count, results, pairs);
    for (let end = count; end > 0; end -= STRIP) {
      const begin = max(0, end - STRIP);
      invertItems(begin, end);
      const a = points + 2 * FIELD * <usize>begin;
      slopesBetween(end - begin, a, others + 2 * FIELD * <usize>begin, products + <usize>begin * FIELD);
      finishAddition(begin, end, a);
    }
  }
}

function strand(index: i32, pairs: i32): usize {
  return points + 2 * FIELD * <usize>(index * pairs);
}

/** Back to Edwards form, and the encoding against R. */
export function compareMany(pairs: i32): void {
  denominators(pairs, points, differences, products, U_PLUS_1);
  invertChains(pairs, results, pairs);
  invertItems(0, pairs);
  encodeAndCompare(pairs, points, products, received, results, U_PLUS_1);
}
