import { range } from './text.js';

/**
 * The first `bits` bits of the fractions of the k-th roots of the first `count` primes: where SHA-2 takes its
 * constants from, so that nobody could have chosen them (FIPS 180-4 §4.2, §5.3).
 */
export function rootFractions(count: number, k: bigint, bits: bigint): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  const mask = (1n << bits) - 1n;
  return primes.map((p) => root(p << (k * bits), k) & mask);
}

/** Integer k-th root, rounded down, by bisection. */
function root(x: bigint, k: bigint): bigint {
  let [low, high] = [0n, 1n << 140n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** k <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** The eight state words of SHA-2, as the formulas name them. */
export const STATE = [...'abcdefgh'];
type State = readonly [string, string, string, string, string, string, string, string];

/** Sixteen rounds of SHA-2, unrolled: the eight state words rotate by name, not by moving. */
export function sixteenRounds(round: (i: number, names: State) => string): string[] {
  const rotated = (i: number) => STATE.map((_, j) => STATE[(j + 16 - i) % 8]) as unknown as State;
  return range(16).map((i) => round(i, rotated(i)));
}
