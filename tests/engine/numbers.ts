import { randomBytes } from 'node:crypto';
import { Point } from '@noble/ed25519';

/** Plain BigInt arithmetic: what the engine's numbers are compared with. */
export const { n: L, p: P } = Point.CURVE();

export function mod(x: bigint, m = P): bigint {
  return ((x % m) + m) % m;
}

export function power(base: bigint, exponent: bigint, m = P): bigint {
  let result = 1n;
  let square = mod(base, m);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return result;
}

/** 1/x; 0 where x is 0. */
export function invert(x: bigint, m = P): bigint {
  return power(x, m - 2n, m);
}

export function random(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`);
}

export function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
