// Many inversions for the price of one (Montgomery): multiply all differences, invert the product, and walk back.
// Four chains run side by side, item i in chain i mod 4, so that one product need not wait for the one before.
import { FIELD, FIELD_SIZE, inverses, multiply, ONE } from './generated/field';
import { invert, isZero, setOne } from './field';
import { differences, ITEMS, products } from './memory';
import { flagSlow } from './prepare';

/** The inverse of what is left of each chain. */
const rest = memory.data(4 * FIELD_SIZE, 16);
const all = memory.data(FIELD_SIZE, 16),
  first = memory.data(FIELD_SIZE, 16),
  second = memory.data(FIELD_SIZE, 16);

/** Puts the four ones in front of the products. Once after the memory is laid out. */
export function prepareChains(): void {
  for (let i: usize = 1; i <= 4; i++) memory.copy(products - i * FIELD, ONE, FIELD);
}

/** Times an inversion met a zero, since the start: tests insist that this happens. */
export let zeroProducts: i32 = 0;

/**
 * Inverts the four chain ends after `count` items. Where some difference is zero modulo p, which no inverse has, it
 * is replaced by one, and its item is flagged: its signature then goes the slow way.
 *
 * @param flags two bytes an item, one a lane; repeats every `period` items
 */
export function invertChains(count: i32, flags: usize, period: i32): void {
  assert(count > 0 && count <= ITEMS && period > 0);
  if (tryInvert(count)) return;
  zeroProducts++;
  replaceZeros(count, flags, period);
  const inverted = tryInvert(count);
  assert(inverted);
}

function tryInvert(count: i32): bool {
  const end = products + <usize>count * FIELD;
  const a = end - 4 * FIELD,
    b = end - 3 * FIELD,
    c = end - 2 * FIELD,
    d = end - FIELD;
  multiply(first, a, b);
  multiply(second, c, d);
  multiply(all, first, second);
  invert(all, all);
  multiply(first, first, all);
  multiply(second, second, all);
  multiply(rest + <usize>(count & 3) * FIELD, b, second);
  multiply(rest + <usize>((count + 1) & 3) * FIELD, a, second);
  multiply(rest + <usize>((count + 2) & 3) * FIELD, d, first);
  multiply(rest + <usize>((count + 3) & 3) * FIELD, c, first);
  // A reduced element is below p in magnitude, so it is zero modulo p only where every limb is.
  let lane0 = false,
    lane1 = false;
  for (let i: usize = 0; i < FIELD; i += 16) {
    lane0 = lane0 || load<f64>(all + i) != 0;
    lane1 = lane1 || load<f64>(all + i, 8) != 0;
  }
  return lane0 && lane1;
}

function replaceZeros(count: i32, flags: usize, period: i32): void {
  for (let i = 0; i < count; i++) {
    const difference = differences + <usize>i * FIELD,
      product = products + <usize>i * FIELD;
    for (let lane: usize = 0; lane < 2; lane++) {
      // Reduced by a product with one: a difference may be a multiple of p other than zero.
      multiply(all, difference, ONE);
      if (!isZero(all, lane)) continue;
      setOne(difference, lane);
      flagSlow(flags + 2 * <usize>(i % period) + lane);
    }
    multiply(product, difference, product - 4 * FIELD);
  }
}

/** 1/difference of the items from `from` up to `to` replaces their products. Later items must have been done before. */
export function invertItems(from: i32, to: i32): void {
  inverses(to - from, to, differences + <usize>to * FIELD, products + <usize>to * FIELD, rest);
}
