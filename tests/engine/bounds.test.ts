import { describe, expect, it } from 'vitest';
import { writeField } from '../../assembly/generate/constants.js';
import { fma } from '../../assembly/generate/field-fma.js';
import { plain } from '../../assembly/generate/field-plain.js';
import type { Columns, Field } from '../../assembly/generate/field.js';
import { Kernel, load, store, type Bounds } from '../../assembly/generate/kernel.js';
import * as lanes from '../../assembly/generate/lanes.js';
import { BoundsError, Pool, UNIT, type Doubles, type Integers } from '../../assembly/generate/lanes.js';

/**
 * The proof of the bounds is that the kernels can be generated at all: each value knows between which bounds it lies,
 * and an operation that is not exact for all of them throws (assembly/generate/lanes.ts). What is left to test is that
 * this proof can fail.
 */
const FIELDS: readonly (readonly [string, Field])[] = [
  ['fma', fma],
  ['plain', plain],
];

const scaled = (bounds: Bounds, numerator: bigint, denominator = 1n): Bounds =>
  bounds.map(({ lo, hi, grain }) => ({
    lo: (lo * numerator) / denominator,
    hi: (hi * numerator) / denominator,
    grain,
  }));
const kernel = () => new Kernel(new Pool());
const element = (name: string, bounds: Bounds) => load({ pointer: name }, bounds);

describe.each(FIELDS)('the field %s', (_, field) => {
  it('can be generated with the bounds that it declares: all kernels, the same each time', () => {
    const text = writeField(field);
    for (const name of [
      'multiply',
      'squareTimes',
      'plus',
      'minus',
      'toWords',
      'newX',
      'newY',
      'encodeAndCompare',
    ]) {
      expect(text).toContain(`export function ${name}(`);
    }
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
    expect(writeField(field)).toBe(text);
  });

  const { multiply, square, subtract, carry, reduce } = field;
  const asElement = (k: Kernel, columns: Columns) =>
    field.name === 'plain'
      ? (columns as Doubles[])
      : (columns as Integers[]).map((column) => lanes.toDoubles(k.pool, column, 0, 2 ** 50));
  const FAULTS: Readonly<Record<string, Partial<Field>>> = {
    'tight bounds that are twice as wide': { tight: scaled(field.tight, 2n) },
    'tight bounds that are half as wide': { tight: scaled(field.tight, 1n, 2n) },
    'tight bounds without room for the last carry': { tight: scaled(field.tight, 4095n, 4096n) },
    'bounds of a loose element that are no wider than those of a tight one': { loose: field.tight },
    'loose bounds beyond what a product takes': { loose: scaled(field.loose, 2n ** 12n) },
    'no carry after a product': { carry: asElement },
    'no reduction after a sum': { reduce: (__, x) => [...x] },
    'a sum reduced, of which one limb is not': {
      reduce: (k, x) => reduce(k, x).map((limb, i) => (i === 2 ? (x[2] as Doubles) : limb)),
    },
    'columns of a product counted twice': {
      multiply: (k, a, b) => twice(k, multiply(k, a, b), 12),
    },
    'a square of doubled limbs, carried once': {
      square: (k, a) =>
        square(
          k,
          a.map((limb) => k.bind(lanes.mul(limb, lanes.constant(k.pool, 64)))),
        ),
    },
    'something large subtracted before the carry': {
      subtract: (k, columns, x) =>
        subtract(
          k,
          columns,
          x.map((limb) => k.bind(lanes.mul(limb, lanes.constant(k.pool, 2 ** 33)))),
        ),
    },
    'a carry that leaves its last limb as it came': {
      carry: (k, columns) =>
        carry(k, columns).with(field.limbs - 1, asElement(k, columns)[field.limbs - 1] as Doubles),
    },
  };

  it.each(Object.keys(FAULTS))('is not generated with %s', (fault) => {
    expect(() => writeField({ ...field, ...FAULTS[fault] })).toThrow(BoundsError);
  });

  it('multiplies loose by tight, and stores what is reduced', () => {
    const k = kernel();
    const product = carry(k, multiply(k, element('a', field.loose), element('b', field.tight)));
    expect(() => store(k, { pointer: 'out' }, product, field.tight)).not.toThrow();
    expect(() => store(k, { pointer: 'out' }, element('a', field.loose), field.tight)).toThrow(BoundsError);
  });

  it('refuses a product of two elements that are too wide for it', () => {
    const wide = element('a', scaled(field.loose, field.name === 'fma' ? 1n : 16n));
    expect(() => carry(kernel(), multiply(kernel(), wide, wide))).toThrow(BoundsError);
    expect(() => carry(kernel(), square(kernel(), wide))).toThrow(BoundsError);
  });
});

/** Doubles the columns so many times. */
function twice(k: Kernel, columns: Columns, times: number): Columns {
  const sum = (x: Doubles | Integers) => (x.kind === 'doubles' ? lanes.add(x, x) : lanes.addIntegers(x, x));
  let result = columns as (Doubles | Integers)[];
  for (let i = 0; i < times; i++) result = result.map((column) => k.bind(sum(column)));
  return result;
}

// ---- each operation, at its limit and just beyond

const at = (x: bigint) => x << UNIT;
const doubles = (bound: bigint, grain = 0): Doubles => ({
  kind: 'doubles',
  code: 'x',
  lo: at(-bound),
  hi: at(bound),
  grain,
});
const integers = (lo: bigint, hi: bigint, bias = 0n): Integers => ({
  kind: 'integers',
  code: 'x',
  lo: at(lo),
  hi: at(hi),
  bias,
});
const pool = new Pool();
const bind = <T>(x: T) => x;
const two = (n: number) => 1n << BigInt(n);

/** Name, what is exact, and what is not. */
const LIMITS: readonly (readonly [string, () => unknown, () => unknown])[] = [
  [
    'add',
    () => lanes.add(doubles(two(52)), doubles(two(52))),
    () => lanes.add(doubles(two(52)), doubles(two(52) + 1n)),
  ],
  [
    'add, of a fraction',
    () => lanes.add(doubles(two(51)), doubles(1n, -1)),
    () => lanes.add(doubles(two(53)), doubles(1n, -1)),
  ],
  [
    'sub',
    () => lanes.sub(doubles(two(52)), doubles(two(52))),
    () => lanes.sub(doubles(two(52)), doubles(two(52) + 1n)),
  ],
  [
    'mul',
    () => lanes.mul(doubles(two(26)), doubles(two(27))),
    () => lanes.mul(doubles(two(27)), doubles(two(27))),
  ],
  [
    'splitProduct',
    () => lanes.splitProduct(pool, bind, doubles(two(51)), doubles(two(51))),
    () => lanes.splitProduct(pool, bind, doubles(two(51)), doubles(two(51) + 1n)),
  ],
  [
    'splitProduct, of fractions',
    () => lanes.splitProduct(pool, bind, doubles(1n, 0), doubles(1n, 1)),
    () => lanes.splitProduct(pool, bind, doubles(1n, 0), doubles(1n, -1)),
  ],
  [
    'splitAt',
    () => lanes.splitAt(pool, bind, doubles(two(52)), 1),
    () => lanes.splitAt(pool, bind, doubles(two(52) + 1n), 1),
  ],
  [
    'toIntegers',
    () => lanes.toIntegers(pool, doubles(two(51))),
    () => lanes.toIntegers(pool, doubles(two(51) + 1n)),
  ],
  [
    'toIntegers, of fractions',
    () => lanes.toIntegers(pool, doubles(1n)),
    () => lanes.toIntegers(pool, doubles(1n, -1)),
  ],
  [
    'toDoubles',
    () => lanes.toDoubles(pool, integers(0n, two(52) - 1n), 0, 2 ** 50),
    () => lanes.toDoubles(pool, integers(0n, two(52)), 0, 2 ** 50),
  ],
  [
    'toDoubles, of a negative',
    () => lanes.toDoubles(pool, integers(0n, 1n), 0, 1),
    () => lanes.toDoubles(pool, integers(-1n, 1n), 0, 1),
  ],
  [
    'toDoubles, of biased bits',
    () => lanes.toDoubles(pool, integers(0n, 1n), 0, 1),
    () => lanes.toDoubles(pool, integers(0n, 1n, 5n), 0, 1),
  ],
  [
    'addIntegers',
    () => lanes.addIntegers(integers(-two(62), two(62)), integers(-two(62), two(62) - 1n)),
    () => lanes.addIntegers(integers(-two(62), two(62)), integers(-two(62), two(62))),
  ],
  [
    'subIntegers',
    () => lanes.subIntegers(integers(-two(62), two(62)), integers(-two(62) + 1n, two(62))),
    () => lanes.subIntegers(integers(-two(62), two(62)), integers(-two(62), two(62))),
  ],
  ['times19', () => lanes.times19(integers(0n, two(59))), () => lanes.times19(integers(0n, two(60)))],
  [
    'shiftRight',
    () => lanes.shiftRight(integers(0n, two(63) - 1n), 3),
    () => lanes.shiftRight(integers(-1n, 5n), 3),
  ],
  [
    'shiftRight, of biased bits',
    () => lanes.shiftRight(integers(0n, 9n), 3),
    () => lanes.shiftRight(integers(0n, 9n, 1n), 3),
  ],
  [
    'lowBits',
    () => lanes.lowBits(pool, integers(0n, two(62)), 51),
    () => lanes.lowBits(pool, integers(0n, two(63)), 51),
  ],
];

describe('the checker', () => {
  it.each(LIMITS)('%s: takes what is exact, and nothing beyond', (_, exact, beyond) => {
    expect(exact).not.toThrow();
    expect(beyond).toThrow(BoundsError);
  });

  it('names the kernel and the limb at fault', () => {
    expect(() => writeField({ ...fma, reduce: (__, x) => [...x] })).toThrow(
      /^plus\(.*limb 0 leaves its bounds/,
    );
  });

  it('keeps the bounds of a value through each operation: they hold at the corners', () => {
    const [a, b] = [doubles(two(40)), doubles(two(12), 3)];
    for (const [value, x, y] of [
      [lanes.add(a, b), -two(40) - two(12), two(40) + two(12)],
      [lanes.sub(a, b), -two(40) - two(12), two(40) + two(12)],
      [lanes.mul(a, b), -two(52), two(52)],
      [lanes.addIntegers(integers(-1n, 5n, 7n), integers(2n, 3n, 8n)), 1n, 8n],
      [lanes.subIntegers(integers(-1n, 5n), integers(2n, 3n)), -4n, 3n],
      [lanes.times19(integers(-1n, 5n)), -19n, 95n],
      [lanes.unbias(pool, integers(-1n, 5n, 7n), 4n), 3n, 9n],
      [lanes.shiftRight(integers(8n, 31n), 3), 1n, 3n],
      [lanes.lowBits(pool, integers(8n, 31n), 3), 0n, 7n],
      [lanes.toDoubles(pool, integers(0n, 9n), 4, 16), -16n, 128n],
    ] as const) {
      expect([value.lo, value.hi]).toEqual([at(x), at(y)]);
    }
    expect([lanes.mul(a, b).grain, lanes.add(a, b).grain]).toEqual([3, 0]);
    expect(lanes.addIntegers(integers(0n, 1n, 7n), integers(0n, 1n, 8n)).bias).toBe(15n);
  });
});
