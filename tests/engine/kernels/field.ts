import { describe, expect, it } from 'vitest';
import { invert, mod, P, power, random, times } from '../numbers.js';
import type { Kernels, Pair } from './kernels.js';
import { extremes, fits, unreduced, valueOf, type Bounds, type FieldUnderTest } from './limbs.js';

/** Each operation of the field against BigInt, with random operands and with operands at the ends of their bounds. */
export function testField(name: string, kernels: Kernels, field: FieldUnderTest): void {
  describe(`the field of ${name}`, () => {
    const { abi } = kernels;
    const { tight, loose } = field;
    const [A, B, C, D, E, OUT] = times(6, (i) => kernels.at(8 * i)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const value = (limbs: readonly number[]) => valueOf(field, limbs);
    const TIGHT = extremes(field, tight);
    const LOOSE = extremes(field, loose);
    /** Pairs of operands for both lanes, from lists that are walked through at different speeds. */
    const pairs = (list: readonly number[][], step: number, count: number): Pair[] =>
      times(
        count,
        (i) =>
          [list[(i * step) % list.length], list[(i * step + 7 * step + 1) % list.length]] as unknown as Pair,
      );
    const both = (address: number) => kernels.element(address).map(value) as [bigint, bigint];

    /** Insists on congruent values in both lanes, and on limbs within the bounds that are claimed for them. */
    function expectElement(address: number, expected: (lane: 0 | 1) => bigint, bounds: Bounds = tight): void {
      const got = kernels.element(address);
      expect([mod(value(got[0])), mod(value(got[1]))]).toEqual([mod(expected(0)), mod(expected(1))]);
      expect(got.every((limbs) => fits(limbs, bounds))).toBe(true);
    }
    function put(address: number, pair: Pair): [bigint, bigint] {
      kernels.putElement(address, pair);
      return both(address);
    }

    it('has extremes: both signs at the bounds of each limb, and p itself where it can be written', () => {
      for (const [list, bounds] of [
        [TIGHT, tight],
        [LOOSE, loose],
      ] as const) {
        expect(list.every((limbs) => fits(limbs, bounds))).toBe(true);
        for (const [i, { lo, hi }] of bounds.entries()) {
          for (const bound of [lo, hi]) expect(list.some((limbs) => limbs[i] === bound)).toBe(true);
        }
      }
      expect(LOOSE.map(value)).toEqual(
        expect.arrayContaining([0n, 1n, P - 1n, P, P + 1n, (1n << 255n) - 1n]),
      );
    });

    it('multiplies, one factor loose, and where the result replaces a factor', () => {
      const [as, bs] = [pairs(LOOSE, 1, 700), pairs(TIGHT, 5, 700)];
      for (const [i, pair] of as.entries()) {
        for (const out of [OUT, A, B]) {
          const a = put(A, pair);
          const b = put(B, bs[i] as Pair);
          abi.multiply(out, A, B);
          expectElement(out, (lane) => a[lane] * b[lane]);
        }
      }
    });

    it.each([1, 2, 5])('squares, %i times', (n) => {
      for (const pair of pairs(TIGHT, 1, 250)) {
        const a = put(A, pair);
        abi.squareTimes(OUT, A, n);
        expectElement(OUT, (lane) => power(a[lane], 1n << BigInt(n)));
      }
    });

    it('adds and subtracts', () => {
      const bs = pairs(TIGHT, 5, 400);
      for (const [i, pair] of pairs(TIGHT, 1, 400).entries()) {
        const a = put(A, pair);
        const b = put(B, bs[i] as Pair);
        abi.plus(OUT, A, B);
        expectElement(OUT, (lane) => a[lane] + b[lane]);
        abi.minus(OUT, A, B);
        expectElement(OUT, (lane) => a[lane] - b[lane]);
        abi.minus(A, B, B);
        expectElement(A, () => 0n);
        expect([abi.isZero(A, 0), abi.isZero(A, 1)]).toEqual([1, 1]);
      }
    });

    it('writes the one number below p, and reads it back', () => {
      for (const pair of pairs(TIGHT, 1, 400)) {
        const a = put(A, pair);
        abi.toWords(A, OUT, OUT + 32);
        expect([kernels.number(OUT), kernels.number(OUT + 32)]).toEqual([mod(a[0]), mod(a[1])]);
        expect([abi.isZero(A, 0), abi.isZero(A, 1)]).toEqual([
          Number(mod(a[0]) === 0n),
          Number(mod(a[1]) === 0n),
        ]);
        expect(abi.isOddFirst(A)).toBe(Number(mod(a[0]) & 1n));
        abi.pack(A, OUT, OUT + 32);
        expect(kernels.number(OUT)).toBe(mod(a[0] + field.offset));
        abi.fromWords(B, OUT, OUT + 32);
        expectElement(B, (lane) => a[lane]);
        expect(abi.equalsFirst(A, B)).toBe(1);
        abi.plus(B, B, abi.ONE.value);
        expect(abi.equalsFirst(A, B)).toBe(0);
      }
    });

    it('reads any bits, of which the last counts for nothing', () => {
      const words = [
        0n,
        1n,
        P - 1n,
        P,
        (1n << 255n) - 1n,
        1n << 255n,
        (1n << 256n) - 1n,
        ...times(200, () => random(32)),
      ];
      for (const [i, x] of words.entries()) {
        const y = words[(i * 3 + 1) % words.length] as bigint;
        kernels.putNumber(A, x);
        kernels.putNumber(A + 32, y);
        abi.fromWords(OUT, A, A + 32);
        expectElement(OUT, (lane) => BigInt.asUintN(255, lane ? y : x) - field.offset);
      }
    });

    it('inverts, zero to zero, and raises to the power that square roots take', () => {
      for (const pair of [...pairs(TIGHT, 1, 100), [unreduced(field, 0n), unreduced(field, 1n)] as const]) {
        const a = put(A, pair);
        abi.invert(OUT, A);
        expectElement(OUT, (lane) => invert(a[lane]));
        abi.powerForRoot(OUT, A);
        expectElement(OUT, (lane) => power(a[lane], (P - 5n) / 8n));
      }
    });

    it('adds affine points in passes, with coordinates at their bounds', () => {
      // x1, y1; x2, y2; one item, and the product and inverse that the passes find in memory.
      const size = kernels.size;
      const lists = [1, 3, 5, 7, 11].map((step) => pairs(TIGHT, step, 400));
      for (let i = 0; i < 400; i++) {
        const [x1, y1, x2, y2, p] = lists.map((list) => list[i]) as [Pair, Pair, Pair, Pair, Pair];
        const [X1, Y1, X2, Y2] = [put(A, x1), put(A + size, y1), put(B, x2), put(B + size, y2)];
        const before = put(D - 4 * size, p);
        abi.differencesBetween(1, A, B, C, D);
        expectElement(C, (lane) => X2[lane] - X1[lane], loose);
        expectElement(D, (lane) => (X2[lane] - X1[lane]) * before[lane]);
        const rest = put(E, lists[(i % 4) + 1]?.[i] as Pair);
        const difference = both(C);
        abi.inverses(1, 1, C + size, D + size, E);
        expectElement(D, (lane) => rest[lane] * before[lane]);
        expectElement(E, (lane) => rest[lane] * difference[lane]);
        const inverse = put(D, p);
        abi.slopesBetween(1, A, B, D);
        expectElement(D, (lane) => (Y2[lane] - Y1[lane]) * inverse[lane]);
        const slope = put(D, lists[(i + 1) % 5]?.[i] as Pair);
        abi.newX(1, A, C, D);
        const X3 = (lane: 0 | 1) => slope[lane] ** 2n - X1[lane] - X2[lane];
        expectElement(A, X3);
        expectElement(C, (lane) => X1[lane] - X3(lane), loose);
        const fall = put(C, pairs(LOOSE, 3, 400)[i] as Pair);
        abi.newY(1, A, C, D);
        expectElement(A + size, (lane) => fall[lane] * slope[lane] - Y1[lane]);
        const [X, Y, one] = [put(A, x1), put(A + size, y1), put(B, x2)];
        abi.denominators(1, A, C, D, B);
        expectElement(C, (lane) => (X[lane] + one[lane]) * Y[lane]);
        expectElement(D, (lane) => (X[lane] + one[lane]) * Y[lane] * before[lane]);
      }
    });
  });
}
