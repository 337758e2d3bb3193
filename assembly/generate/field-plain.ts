import type { Field } from './field.js';
import { freezeDigits } from './freeze.js';
import type { Bounds, Kernel } from './kernel.js';
import {
  add,
  constant,
  lowBits,
  mul,
  or,
  shiftLeft,
  shiftRight,
  splitAt,
  sub,
  toDoubles,
  toIntegers,
  unbias,
  UNIT,
  type Doubles,
  type Integers,
} from './lanes.js';
import { mod } from './numbers.js';

/**
 * Twelve limbs in radix 2^21.25, each scaled to its place, in doubles without fused multiply-add: for hosts that
 * have SIMD but not relaxed SIMD.
 *
 * Why: a product of two such limbs has 43 bits, so twelve of them add up within the 53 bits of a double, and
 * every operation is exact. Limb i is a multiple of 2^ceil(21.25·i), so no limb needs shifting to its place.
 */
const LIMBS = 12;
/** Limb i is a multiple of 2^START[i]; START[12] = 255 closes the circle. */
const START = Array.from({ length: LIMBS + 1 }, (_, i) => Math.ceil(21.25 * i));
const start = (i: number) => START[i] as number;
const width = (i: number) => start(i + 1) - start(i);
/** 2^255 = 19, so a column that leaves at the top comes back with this factor. */
const WRAP = 19 * 2 ** -255;

const units = (exponent: number) => 1n << (UNIT + BigInt(exponent));
/** Half a digit, and what the last carries of `carry` may still add. */
const tight: Bounds = Array.from({ length: LIMBS }, (_, i) => {
  const bound = units(start(i + 1) - 1) + units(start(i) + 8);
  return { lo: -bound, hi: bound, grain: start(i) };
});
const loose: Bounds = tight.map(({ lo, hi, grain }) => ({ lo: 2n * lo, hi: 2n * hi, grain }));

type Column = Doubles;

/** Twelve columns from sums of products; `terms(k)` lists what column k adds up. */
function collect(kernel: Kernel, terms: readonly (readonly [number, Doubles, Doubles])[]): Column[] {
  const columns: (Column | undefined)[] = [];
  for (const [k, x, y] of terms) {
    const product = mul(x, y);
    const before = columns[k];
    columns[k] = kernel.bind(before ? add(before, product) : product);
  }
  return columns as Column[];
}

/** Two chains of carries at once, six limbs apart: each hides the latency of the other. */
const CARRY_ORDER = [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 0];

export const plain: Field = {
  name: 'plain',
  limbs: LIMBS,
  tight,
  loose,
  offset: mod(
    Array.from({ length: LIMBS }, (_, i) => 1n << BigInt(start(i + 1) - 1)).reduce((x, y) => x + y),
  ),

  multiply(kernel, a, b) {
    const wrap = constant(kernel.pool, WRAP);
    const terms: [number, Doubles, Doubles][] = [];
    for (let j = 0; j < LIMBS; j++) {
      const y = kernel.bind(b[j] as Doubles);
      for (let i = 0; i + j < LIMBS; i++) terms.push([i + j, a[i] as Doubles, y]);
      if (j === 0) continue;
      const wrapped = kernel.bind(mul(y, wrap));
      for (let i = LIMBS - j; i < LIMBS; i++) terms.push([i + j - LIMBS, a[i] as Doubles, wrapped]);
    }
    return collect(kernel, terms);
  },

  square(kernel, a) {
    const wrap = constant(kernel.pool, WRAP);
    const terms: [number, Doubles, Doubles][] = [];
    const twice: Doubles[] = [];
    for (let j = 0; j < LIMBS; j++) {
      const y = a[j] as Doubles;
      const wrapped = kernel.bind(mul(y, wrap));
      for (let i = 0; i <= j; i++) {
        const x = i === j ? y : (twice[i] as Doubles);
        if (i + j < LIMBS) terms.push([i + j, x, y]);
        else terms.push([i + j - LIMBS, x, wrapped]);
      }
      twice.push(kernel.bind(add(y, y)));
    }
    return collect(kernel, terms);
  },

  subtract: (kernel, columns, x) =>
    (columns as Column[]).map((column, i) => kernel.bind(sub(column, x[i] as Doubles))),

  carry(kernel, columns) {
    const limbs = (columns as Column[]).slice();
    for (const k of CARRY_ORDER) carryOne(kernel, limbs, k);
    return limbs;
  },

  reduce(kernel, x) {
    const parts = x.map((limb, i) => splitAt(kernel.pool, kernel.bind, kernel.bind(limb), start(i + 1)));
    return parts.map(({ rest }, i) => {
      const { carry } = parts[(i + LIMBS - 1) % LIMBS] as (typeof parts)[number];
      return kernel.bind(add(rest, i === 0 ? mul(carry, constant(kernel.pool, WRAP)) : carry));
    });
  },

  freeze(kernel, x) {
    // Pairs of limbs make six digits of 43 and 42 bits, at 0, 43, 85, 128, 170 and 213.
    const at = [0, 43, 85, 128, 170, 213, 255];
    const bits = at.slice(0, -1).map((place, i) => (at[i + 1] as number) - place);
    const digits: Integers[] = bits.map((size, i) => {
      const pair = kernel.bind(add(x[2 * i] as Doubles, x[2 * i + 1] as Doubles));
      const scaled = mul(pair, constant(kernel.pool, 2 ** -(at[i] as number)));
      // 4p more makes every digit positive.
      const four = 4n * ((1n << BigInt(size)) - (i === 0 ? 19n : 1n));
      return kernel.bind(unbias(kernel.pool, toIntegers(kernel.pool, kernel.bind(scaled)), four));
    });
    const [a, b, c, d, e, f] = freezeDigits(kernel, digits, bits) as [
      Integers,
      Integers,
      Integers,
      Integers,
      Integers,
      Integers,
    ];
    return [
      or(a, shiftLeft(b, 43)),
      or(shiftRight(b, 21), shiftLeft(c, 21)),
      or(d, shiftLeft(e, 42)),
      or(shiftRight(e, 22), shiftLeft(f, 21)),
    ].map(kernel.bind);
  },

  // The digits of a word never cross into the next one: 22 + 21 + 21 = 64.
  unpack(kernel, words) {
    return Array.from({ length: LIMBS }, (_, i) => {
      const word = words[start(i) >> 6] as string;
      const shift = start(i) & 63;
      const code = shift === 0 ? word : `i64x2.shr_u(${word}, ${shift})`;
      const any: Integers = { kind: 'integers', code, lo: 0n, hi: units(63) - units(0), bias: 0n };
      const digit = lowBits(kernel.pool, any, width(i));
      return kernel.bind(toDoubles(kernel.pool, digit, start(i), 2 ** (start(i + 1) - 1)));
    });
  },

  encode(x) {
    const limbs: bigint[] = [];
    let rest = mod(x);
    for (let i = 0; i < LIMBS; i++) {
      const limb = BigInt.asIntN(width(i), rest);
      limbs.push(limb);
      rest = (rest - limb) >> BigInt(width(i));
    }
    limbs[0] = (limbs[0] as bigint) + 19n * rest;
    return limbs.map((limb, i) => Number(limb) * 2 ** start(i));
  },
};

function carryOne(kernel: Kernel, limbs: Doubles[], k: number): void {
  const { carry, rest } = splitAt(kernel.pool, kernel.bind, limbs[k] as Doubles, start(k + 1));
  const to = (k + 1) % LIMBS;
  const arriving = to === 0 ? mul(carry, constant(kernel.pool, WRAP)) : carry;
  limbs[k] = rest;
  limbs[to] = kernel.bind(add(limbs[to] as Doubles, arriving));
}
