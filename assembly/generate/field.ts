import type { Bounds, Kernel } from './kernel.js';
import type { Doubles } from './lanes.js';

/** An unreduced product: columns that `carry` turns into a field element. What they are is the field's business. */
export type Columns = readonly { readonly code: string }[];

/**
 * One way to hold integers modulo p = 2^255 − 19 in doubles. A field element is a list of limbs, each a vector of
 * two lanes: two unrelated elements, computed side by side.
 */
export interface Field {
  readonly name: 'fma' | 'plain';
  readonly limbs: number;
  /** Bounds of a reduced element: what `carry` returns. */
  readonly tight: Bounds;
  /** Bounds of a sum or difference of two reduced elements. */
  readonly loose: Bounds;
  /** What to add to an element before it is packed, so that every digit is a non-negative integer. */
  readonly offset: bigint;
  /** a·b. At most one of both may be loose. */
  multiply(kernel: Kernel, a: readonly Doubles[], b: readonly Doubles[]): Columns;
  /** a². a must be tight. */
  square(kernel: Kernel, a: readonly Doubles[]): Columns;
  /** Columns less a reduced or loose element. */
  subtract(kernel: Kernel, columns: Columns, x: readonly Doubles[]): Columns;
  /** Columns to a reduced element. */
  carry(kernel: Kernel, columns: Columns): Doubles[];
  /** A loose element, reduced, without a product before it. */
  reduce(kernel: Kernel, x: readonly Doubles[]): Doubles[];
  /** The unique representative in [0, p), as four 64-bit words, little end first. */
  freeze(kernel: Kernel, x: readonly Doubles[]): { readonly code: string }[];
  /** Four words of a packed element (see `offset`) to a reduced element. */
  unpack(kernel: Kernel, words: readonly string[]): Doubles[];
  /** A constant as limbs, for static data. */
  encode(x: bigint): number[];
}
