import type { Kernel } from './kernel.js';
import { addIntegers, lowBits, shiftRight, times19, unbias, type Integers } from './lanes.js';

/**
 * The unique representative in [0, p) of an integer in positive digits of `bits` bits each, 255 together, and the
 * digits of it: carries twice around the circle, since 2^255 = 19, and one subtraction of p at most.
 */
export function freezeDigits(
  kernel: Kernel,
  digits: readonly Integers[],
  bits: readonly number[],
): readonly Integers[] {
  const once = carryAround(kernel, digits, bits);
  const twice = carryAround(kernel, once, bits);
  // Below 2p now: subtract p once where the value plus 19 reaches 2^255.
  let quotient = shiftRight(unbias(kernel.pool, twice[0] as Integers, 19n), bits[0] as number);
  twice.slice(1).forEach((digit, i) => {
    quotient = kernel.bind(shiftRight(addIntegers(digit, quotient), bits[i + 1] as number));
  });
  const last = twice.slice();
  last[0] = kernel.bind(addIntegers(twice[0] as Integers, times19(quotient)));
  bits.forEach((size, i) => {
    const digit = last[i] as Integers;
    if (i + 1 < bits.length) {
      last[i + 1] = kernel.bind(addIntegers(last[i + 1] as Integers, shiftRight(digit, size)));
    }
    last[i] = kernel.bind(lowBits(kernel.pool, digit, size));
  });
  return last;
}

function carryAround(kernel: Kernel, digits: readonly Integers[], bits: readonly number[]): Integers[] {
  const next = digits.slice();
  bits.forEach((size, i) => {
    const digit = next[i] as Integers;
    const carry = kernel.bind(shiftRight(digit, size));
    next[i] = kernel.bind(lowBits(kernel.pool, digit, size));
    const to = (i + 1) % bits.length;
    next[to] = kernel.bind(addIntegers(next[to] as Integers, to === 0 ? times19(carry) : carry));
  });
  return next;
}
