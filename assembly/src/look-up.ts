// Which table a window looks up in, and how to have it in the cache in time.
import { DIGIT_ROW, digits, ENTRY, entriesOf, windows } from './memory';
import { tablesOf, windowOffset } from './table';

const sink = memory.data(16, 16);

/**
 * The table of look-up `row`. Those of −k·A come first: k is a hash, so a partial sum is nobody's choice, and no
 * sender can force the exceptions of the affine addition.
 */
export function tableOf(slot: i32, row: i32): usize {
  return row < windows ? tablesOf(slot) + windowOffset(row) : tablesOf(0) + windowOffset(row - windows);
}

/** WebAssembly has no prefetch: reading what will be looked up, with nothing waiting for it, does the same. */
function touch(pairs: i32, column: usize, table: usize, entries: i32): void {
  let all: u64 = 0;
  const bytes = ENTRY * <usize>entries;
  if (bytes < 128 * <usize>pairs) {
    for (const end = table + bytes; table < end; table += 256) {
      all |= load<u64>(table) | load<u64>(table, 64) | load<u64>(table, 128) | load<u64>(table, 192);
    }
  } else {
    for (let i = 0; i < 2 * pairs; i++) {
      const digit = <i32>load<i16>(column + 2 * <usize>i);
      all |= load<u64>(table + ENTRY * <usize>(digit ^ (digit >> 31)));
    }
  }
  store<u64>(sink, all);
}

export function touchRow(slot: i32, row: i32, pairs: i32): void {
  const j = row < windows ? row : row - windows;
  touch(pairs, digits + DIGIT_ROW * <usize>row, tableOf(slot, row), entriesOf(j));
}
