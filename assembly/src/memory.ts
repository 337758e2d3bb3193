// The memory map: the only place where addresses are handed out. The host imports what is exported here and never
// retypes it. Fixed places come first, by `memory.data`; what depends on the window follows, see `arrange`.
import { FIELD } from './generated/field';

/** Signatures of one block. */
export const BLOCK: i32 = 4096;
/** Bytes for the signed messages of one block: 768 each, or fewer longer ones. */
export const RECORDS_BYTES: i32 = 768 * BLOCK;
/** Bits of a scalar once it is centered, see scalar.ts. */
export const SCALAR_BITS: i32 = 253;
export const MIN_WINDOW: i32 = 4;
export const MAX_WINDOW: i32 = 14;
export const MAX_KEYS: i32 = 8;
/** Bytes of a table entry: x and y, packed; one line of the cache. */
export const ENTRY: usize = 64;
/** Items of the working arrays: pairs of signatures, or partial sums of few of them. */
export const ITEMS: i32 = BLOCK / 2 + 1024;
/** A page of WebAssembly memory. */
const PAGE: usize = 65536;

/** Digits of the two scalars of a block lie row by row, one row a window. */
export const DIGIT_ROW: usize = <usize>(2 * BLOCK + 32);

// ---- places that depend on the window; `arrange` sets them

/** Bits of a window, but for the last. */
export let window: i32 = 0;
/** Windows of a scalar. */
export let windows: i32 = 0;
/** Bits of the last window: what is left, or one more than the others rather than a window of a single bit. */
export let lastWindow: i32 = 0;
export let keySlots: i32 = 0;
export let tables: usize = 0;
export let tableBytes: usize = 0;
export let chain: usize = 0;
export let points: usize = 0;
export let others: usize = 0;
export let differences: usize = 0;
export let products: usize = 0;
export let digits: usize = 0;
export let received: usize = 0;
export let results: usize = 0;
export let signatures: usize = 0;
export let descriptors: usize = 0;
export let records: usize = 0;
/** For each table: the point in extended coordinates, and the 32 bytes of its key. */
export let keyPoints: usize = 0;
export let keyBytes: usize = 0;
let end: usize = 0;

function take(bytes: usize): usize {
  const place = end;
  end = (end + bytes + 63) & ~63;
  return place;
}

/** Entries of the table of one window: the odd multiples up to 2^bits, half of them by symmetry. */
export function entriesOf(index: i32): i32 {
  return 1 << ((index == windows - 1 ? lastWindow : window) - 1);
}

/**
 * Lays out the memory for a window width and a number of keys.
 * @returns bytes needed; 0 where an argument is out of range
 */
export function arrange(width: i32, keys: i32): usize {
  keySlots = 0;
  if (width < MIN_WINDOW || width > MAX_WINDOW || keys < 1 || keys > MAX_KEYS) return 0;
  window = width;
  windows = SCALAR_BITS / width;
  lastWindow = width + SCALAR_BITS - windows * width;
  if (lastWindow > width + 1) {
    lastWindow -= width;
    windows++;
  }
  keySlots = keys;
  tableBytes = ENTRY * <usize>((windows - 1) * (1 << (width - 1)) + (1 << (lastWindow - 1)));
  end = (__heap_base + 63) & ~63;
  tables = take(tableBytes * <usize>(1 + keys));
  keyPoints = take(4 * FIELD * <usize>(1 + keys));
  keyBytes = take(32 * <usize>(1 + keys));
  chain = take(2 * FIELD * <usize>(SCALAR_BITS + 2));
  points = take(2 * FIELD * <usize>ITEMS);
  others = take(2 * FIELD * <usize>ITEMS);
  differences = take(FIELD * <usize>ITEMS);
  // Four ones stand before the products, the ends of the four chains.
  products = take(FIELD * <usize>(ITEMS + 4)) + 4 * FIELD;
  digits = take(DIGIT_ROW * <usize>(2 * windows));
  received = take(4 * <usize>(BLOCK + 2));
  results = take(<usize>(BLOCK + 2));
  signatures = take(64 * <usize>(BLOCK + 1));
  descriptors = take(8 * <usize>BLOCK);
  records = take(<usize>RECORDS_BYTES);
  return end;
}

/** Pages that a window width and a number of keys need; 0 where an argument is out of range. Changes nothing. */
export function pagesFor(width: i32, keys: i32): i32 {
  const widthBefore = window,
    keysBefore = keySlots;
  const pages = <i32>((arrange(width, keys) + PAGE - 1) / PAGE);
  arrange(widthBefore, keysBefore);
  return pages;
}
