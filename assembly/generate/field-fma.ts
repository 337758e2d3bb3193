import type { Field } from './field.js';
import { freezeDigits } from './freeze.js';
import type { Bounds, Kernel } from './kernel.js';
import {
  add,
  addIntegers,
  lowBits,
  or,
  shiftLeft,
  shiftRight,
  splitAt,
  splitProduct,
  subIntegers,
  times19,
  toDoubles,
  toIntegers,
  unbias,
  UNIT,
  type Doubles,
  type Integers,
} from './lanes.js';
import { doubleBits, mod } from './numbers.js';

/**
 * Five limbs in radix 2^51, integers in doubles, multiplied by fused multiply-add (relaxed SIMD).
 *
 * Why: an FMA gives the exact 102-bit product of two 51-bit integers in two instructions, where plain SIMD needs
 * four 32-bit multiplications and their carries.
 */
const LIMBS = 5;
const RADIX = 51;
const units = (x: bigint) => x << UNIT;

/** Columns stay below 2^60; adding 2^60 makes them positive, and 2^50 more centers the digits around zero. */
const COLUMN_OFFSET = (1n << 60n) + (1n << 50n);
/** What 2^60 leaves in a carry. */
const CARRY_OFFSET = 512;
/** A carry lies in [0, 1024): 512 more or less than its offset; 19 times that in limb 0. */
const tight: Bounds = Array.from({ length: LIMBS }, (_, i) => {
  const slack = i === 0 ? 19n * 512n : 512n;
  return { lo: units(-(1n << 50n) - slack), hi: units((1n << 50n) + slack), grain: 0 };
});
const loose: Bounds = tight.map(({ lo, hi }) => ({ lo: 2n * lo, hi: 2n * hi, grain: 0 }));

type Column = Integers;

function multiply(
  kernel: Kernel,
  a: readonly Doubles[],
  b: readonly Doubles[],
  pairs: readonly (readonly [number, number])[],
  double?: readonly Doubles[],
): Column[] {
  const columns: (Column | undefined)[] = [];
  const put = (k: number, x: Integers) => {
    const before = columns[k];
    columns[k] = kernel.bind(before ? addIntegers(before, x) : x);
  };
  for (const [i, j] of pairs) {
    const x = (double && i !== j ? double[i] : a[i]) as Doubles;
    const { high, low } = splitProduct(kernel.pool, kernel.bind, x, b[j] as Doubles);
    put(i + j, low);
    put(i + j + 1, high);
  }
  // 2^255 = 19: the upper five columns come back 19-fold.
  return Array.from({ length: LIMBS }, (_, k) =>
    kernel.bind(addIntegers(columns[k] as Column, times19(columns[k + LIMBS] as Column))),
  );
}

/** Column by column, so that a column is done early and its registers are free. */
const ALL_PAIRS = Array.from({ length: 2 * LIMBS - 1 }, (_, k) =>
  Array.from({ length: LIMBS }, (__, i) => [i, k - i] as const).filter(([, j]) => j >= 0 && j < LIMBS),
).flat();

export const fma: Field = {
  name: 'fma',
  limbs: LIMBS,
  tight,
  loose,
  offset: mod(Array.from({ length: LIMBS }, (_, i) => 1n << BigInt(50 + RADIX * i)).reduce((x, y) => x + y)),

  multiply: (kernel, a, b) => multiply(kernel, a, b, ALL_PAIRS),

  square(kernel, a) {
    const twice = a.slice(0, -1).map((limb) => kernel.bind(add(limb, limb)));
    return multiply(
      kernel,
      a,
      a,
      ALL_PAIRS.filter(([i, j]) => i <= j),
      twice,
    );
  },

  subtract: (kernel, columns, x) =>
    (columns as Column[]).map((column, i) =>
      kernel.bind(subIntegers(column, toIntegers(kernel.pool, x[i] as Doubles))),
    ),

  // One parallel carry: each limb hands its upper bits to the next, all at once.
  carry(kernel, columns) {
    const sums = (columns as Column[]).map((column) =>
      kernel.bind(unbias(kernel.pool, column, COLUMN_OFFSET)),
    );
    const carries = sums.map((sum) => kernel.bind(shiftRight(sum, RADIX)));
    const digits = sums.map((sum) => kernel.bind(lowBits(kernel.pool, sum, RADIX)));
    return digits.map((digit, i) => {
      const from = carries[(i + LIMBS - 1) % LIMBS] as Integers;
      const carry = i === 0 ? times19(from) : from;
      const offset = 2 ** 50 + (i === 0 ? 19 * CARRY_OFFSET : CARRY_OFFSET);
      return kernel.bind(toDoubles(kernel.pool, addIntegers(digit, carry), 0, offset));
    });
  },

  reduce(kernel, x) {
    const parts = x.map((limb) => splitAt(kernel.pool, kernel.bind, kernel.bind(limb), RADIX));
    return parts.map(({ rest }, i) => {
      const { carry } = parts[(i + LIMBS - 1) % LIMBS] as (typeof parts)[number];
      const scale = (i === 0 ? 19 : 1) * 2 ** -RADIX;
      return kernel.bind(add(rest, scaled(kernel, carry, scale)));
    });
  },

  freeze(kernel, x) {
    // 4p more makes every digit positive.
    const four = (i: number) => 4n * ((1n << 51n) - (i === 0 ? 19n : 1n));
    const digits = x.map((limb, i) =>
      kernel.bind(unbias(kernel.pool, toIntegers(kernel.pool, limb), four(i))),
    );
    const [a, b, c, d, e] = freezeDigits(
      kernel,
      digits,
      Array.from({ length: LIMBS }, () => RADIX),
    ) as [Integers, Integers, Integers, Integers, Integers];
    return [
      or(a, shiftLeft(b, 51)),
      or(shiftRight(b, 13), shiftLeft(c, 38)),
      or(shiftRight(c, 26), shiftLeft(d, 25)),
      or(shiftRight(d, 39), shiftLeft(e, 12)),
    ].map(kernel.bind);
  },

  unpack(kernel, words) {
    const [w0 = '', w1 = '', w2 = '', w3 = ''] = words;
    const join = (low: string, right: number, high: string, left: number) =>
      `v128.or(i64x2.shr_u(${low}, ${right}), i64x2.shl(${high}, ${left}))`;
    const raw = [
      w0,
      join(w0, 51, w1, 13),
      join(w1, 38, w2, 26),
      join(w2, 25, w3, 39),
      `i64x2.shr_u(${w3}, 12)`,
    ];
    return raw.map((code) => kernel.bind(toDoubles(kernel.pool, lowDigit(kernel, code, RADIX), 0, 2 ** 50)));
  },

  encode(x) {
    const limbs: number[] = [];
    let rest = mod(x);
    for (let i = 0; i < LIMBS; i++) {
      // Balanced digits, as `carry` makes them.
      const limb = i < LIMBS - 1 ? BigInt.asIntN(RADIX, rest) : rest;
      limbs.push(Number(limb));
      rest = (rest - limb) >> BigInt(RADIX);
    }
    if ((limbs[4] as number) >= 2 ** 50) {
      limbs[4] = (limbs[4] as number) - 2 ** 51;
      limbs[0] = (limbs[0] as number) + 19;
    }
    return limbs;
  },
};

/** Bits of a word of which the caller knows no more than that they are bits. */
function lowDigit(kernel: Kernel, code: string, bits: number): Integers {
  return lowBits(
    kernel.pool,
    { kind: 'integers', code, lo: 0n, hi: units((1n << 63n) - 1n), bias: 0n },
    bits,
  );
}

function scaled(kernel: Kernel, x: Doubles, scale: number): Doubles {
  return kernel.bind({
    kind: 'doubles',
    code: `f64x2.mul(${x.code}, ${kernel.pool.load(doubleBits(scale))})`,
    lo: (x.lo * BigInt(scale * 2 ** RADIX)) >> BigInt(RADIX),
    hi: (x.hi * BigInt(scale * 2 ** RADIX)) >> BigInt(RADIX),
    grain: 0,
  });
}
