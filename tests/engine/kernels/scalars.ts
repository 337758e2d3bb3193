import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { halvesOf, widthsOf } from '../craft.js';
import { WINDOWS } from '../host.js';
import { invert, L, mod, random, times } from '../numbers.js';
import type { Kernels } from './kernels.js';

const SCALARS = [
  0n,
  1n,
  2n,
  L - 1n,
  L,
  L + 1n,
  (1n << 252n) - 1n,
  1n << 252n,
  (1n << 253n) - 1n,
  ...times(60, () => random(32) >> 3n),
];
const HASHES = [
  ...SCALARS,
  (1n << 256n) - 1n,
  1n << 511n,
  (1n << 512n) - 1n,
  ...times(20, (i) => ((1n << 512n) / L - BigInt(i)) * L - BigInt(i % 3)),
  ...times(60, (i) => ((1n << BigInt(504 - 4 * i)) / L) * L + BigInt(i % 3) - 1n),
  ...times(32, (i) => (1n << BigInt(16 * i + 15)) - 1n),
  ...times(100, () => random(64)),
].filter((x) => x >= 0n);
const CENTER = mod(((1n << 253n) - 1n) * invert(2n, L), L);

export function testScalars(name: string, kernels: Kernels): void {
  describe(`scalars and hashes of ${name}`, () => {
    const { abi, desk } = kernels;
    const out = desk + 128;

    it('reduce modulo L, centered or not', () => {
      for (const [reduce, list, length] of [
        [abi.reduceScalar, SCALARS, 32],
        [abi.reduceHash, HASHES, 64],
      ] as const) {
        for (const x of list) {
          kernels.putNumber(desk, x, length);
          reduce(desk, out, 0);
          expect(kernels.number(out)).toBe(x % L);
          reduce(desk, out, 1);
          expect(kernels.number(out)).toBe((x + CENTER) % L);
        }
      }
    });

    it('know what is below L', () => {
      const words = [
        L,
        L - (1n << 64n),
        L + (1n << 64n),
        L - (1n << 128n),
        L + (1n << 128n),
        1n << 252n,
        0n,
        (1n << 256n) - 1n,
      ];
      const near = words.flatMap((x) => [x - 1n, x, x + 1n]).filter((x) => x >= 0n && x < 1n << 256n);
      for (const x of [...near, ...times(200, () => random(32))]) {
        kernels.putNumber(desk, x);
        expect(abi.isBelowL(desk)).toBe(Number(x < L));
      }
    });

    it.each(WINDOWS)('become digits of %i bits that stand for them', (window) => {
      expect(abi.arrange(window, 1)).toBeGreaterThan(0);
      const widths = widthsOf(window);
      for (const [recode, list, length] of [
        [abi.recodeScalar, SCALARS, 32],
        [abi.recodeHash, HASHES, 64],
      ] as const) {
        for (const x of list) {
          kernels.putNumber(desk, x, length);
          recode(desk, out);
          let inRange = true;
          let place = 0n;
          const halves = widths.map((width, j) => {
            const digit = kernels.view.getInt16(out + j * abi.DIGIT_ROW.value, true);
            inRange &&= digit >= -(2 ** (width - 1)) && digit < 2 ** (width - 1);
            place += BigInt(width);
            return BigInt(2 * digit + 1) << (place - BigInt(width));
          });
          const sum = halves.reduce((total, half) => total + half);
          expect([inRange, mod(sum - 2n * x, L)]).toEqual([true, 0n]);
          expect(halves.join()).toBe(halvesOf(x, window).join());
        }
      }
    });

    it('hash messages of 0 to 300 bytes, and of 10,000', () => {
      for (const length of [...times(301, (i) => i), 10_000]) {
        const message = randomBytes(length);
        const blocks = Math.ceil((length + 17) / 128);
        kernels.bytes.fill(0, out, out + 128 * blocks);
        kernels.bytes.set(message, out);
        kernels.bytes[out + length] = 0x80;
        kernels.view.setUint32(out + 128 * blocks - 4, 8 * length);
        abi.sha512(out, blocks, desk);
        const expected = createHash('sha512').update(message).digest();
        expect(Buffer.compare(kernels.bytes.subarray(desk, desk + 64), expected)).toBe(0);
      }
    });
  });
}
