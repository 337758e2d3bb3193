/**
 * Values of the generated code. Each is a SIMD vector of two lanes, one a signature; each knows the expression
 * that computes it *and between which bounds it lies*. Every operation checks, while code is generated, that its
 * result is exact: a kernel whose numbers could leave what a double or a 64-bit integer holds is not generated.
 * This is the interval checker; `npm run bounds` prints what it found.
 */
import { doubleBits } from './numbers.js';

/** Bounds are integers in units of 2^-300, so that every multiple that occurs is exact. */
export const UNIT = 300n;
const pow = (exponent: number) => 1n << (UNIT + BigInt(exponent));

/** Two doubles. Both are multiples of 2^grain and lie in [lo, hi]. */
export interface Doubles {
  readonly kind: 'doubles';
  readonly code: string;
  readonly lo: bigint;
  readonly hi: bigint;
  readonly grain: number;
}

/** Two 64-bit integers. The register holds value + bias modulo 2^64, the value lies in [lo, hi]. */
export interface Integers {
  readonly kind: 'integers';
  readonly code: string;
  readonly lo: bigint;
  readonly hi: bigint;
  readonly bias: bigint;
}

export class BoundsError extends Error {}

function must(holds: boolean, what: string): void {
  if (!holds) throw new BoundsError(what);
}

const min = (...values: bigint[]) => values.reduce((a, b) => (a < b ? a : b));
const max = (...values: bigint[]) => values.reduce((a, b) => (a > b ? a : b));
export const magnitude = ({ lo, hi }: { lo: bigint; hi: bigint }) => max(-lo, hi, 0n);

/** log2 of the largest magnitude of a value, for messages and reports. */
function bitsOf(range: { lo: bigint; hi: bigint }): number {
  const digits = magnitude(range).toString(2);
  return (
    digits.length -
    1 -
    Number(UNIT) +
    Math.log2(Number(`0b${digits.slice(0, 30)}`) / 2 ** (Math.min(30, digits.length) - 1))
  );
}

function doubles(code: string, lo: bigint, hi: bigint, grain: number): Doubles {
  const value: Doubles = { kind: 'doubles', code, lo, hi, grain };
  // A multiple of 2^grain below 2^(53 + grain) is a double; so is the bound itself.
  must(
    magnitude(value) <= pow(53 + grain),
    `inexact: |${code}| reaches 2^${bitsOf(value).toFixed(2)}, grain 2^${grain}`,
  );
  return value;
}

export function add(a: Doubles, b: Doubles): Doubles {
  return doubles(`f64x2.add(${a.code}, ${b.code})`, a.lo + b.lo, a.hi + b.hi, Math.min(a.grain, b.grain));
}

export function sub(a: Doubles, b: Doubles): Doubles {
  return doubles(`f64x2.sub(${a.code}, ${b.code})`, a.lo - b.hi, a.hi - b.lo, Math.min(a.grain, b.grain));
}

export function mul(a: Doubles, b: Doubles): Doubles {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi].map((x) => x >> UNIT);
  return doubles(`f64x2.mul(${a.code}, ${b.code})`, min(...corners), max(...corners), a.grain + b.grain);
}

/** A constant in both lanes, loaded from memory: that is quicker than an immediate. */
export function constant(pool: Pool, value: number): Doubles {
  const bits = doubleBits(value);
  const exact = exactUnits(value);
  return { kind: 'doubles', code: pool.load(bits), lo: exact, hi: exact, grain: grainOf(exact) };
}

/**
 * Splits x into a multiple of 2^exponent and a rest of at most half of that, by adding and taking away a number
 * so large that the addition rounds there.
 */
export function splitAt(
  pool: Pool,
  bind: Bind,
  x: Doubles,
  exponent: number,
): { carry: Doubles; rest: Doubles } {
  must(
    magnitude(x) <= pow(51 + exponent),
    `split: |${x.code}| reaches 2^${bitsOf(x).toFixed(2)} at 2^${exponent}`,
  );
  const magic = pool.load(doubleBits(1.5 * 2 ** (52 + exponent)));
  const half = pow(exponent - 1);
  const carry = bind(
    doubles(`f64x2.sub(f64x2.add(${x.code}, ${magic}), ${magic})`, x.lo - half, x.hi + half, exponent),
  );
  return { carry, rest: bind(doubles(`f64x2.sub(${x.code}, ${carry.code})`, -half, half, x.grain)) };
}

// ---- 64-bit integers

const LOW_MAGIC = 1.5 * 2 ** 52;
const HIGH_MAGIC = 1.5 * 2 ** 103;

function integers(code: string, lo: bigint, hi: bigint, bias: bigint): Integers {
  must(hi - lo < pow(64), `wraps: ${code} spans 2^${bitsOf({ lo, hi }).toFixed(2)}`);
  return { kind: 'integers', code, lo, hi, bias: BigInt.asUintN(64, bias) };
}

/**
 * The exact product of two integers, as high·2^51 + low, by two fused multiply-adds. The first rounds x·y to a
 * multiple of 2^51, since it adds 1.5·2^103, whose last bit is worth that much; the second computes what the first
 * rounded away. Both leave the wanted integer in the last bits of a double: its raw bits, less a known bias.
 */
export function splitProduct(
  pool: Pool,
  bind: Bind,
  x: Doubles,
  y: Doubles,
): { high: Integers; low: Integers } {
  const product = { lo: 0n, hi: (magnitude(x) * magnitude(y)) >> UNIT };
  must(x.grain >= 0 && y.grain >= 0, `${x.code} or ${y.code} is no integer`);
  // Beyond 2^102 the sum with 1.5·2^103 would leave its binade, and its last bit would change its worth.
  must(product.hi <= pow(102), `product reaches 2^${bitsOf(product).toFixed(2)}`);
  const [c1, c2] = [pool.load(doubleBits(HIGH_MAGIC)), pool.load(doubleBits(HIGH_MAGIC + LOW_MAGIC))];
  const h = bind({ code: `f64x2.relaxed_madd(${x.code}, ${y.code}, ${c1})` });
  const l = bind({ code: `f64x2.relaxed_madd(${x.code}, ${y.code}, f64x2.sub(${c2}, ${h.code}))` });
  const top = (product.hi >> 51n) + pow(0);
  return {
    high: integers(h.code, -top, top, doubleBits(HIGH_MAGIC)),
    low: integers(l.code, -pow(50), pow(50), doubleBits(LOW_MAGIC)),
  };
}

export function addIntegers(a: Integers, b: Integers): Integers {
  return integers(`i64x2.add(${a.code}, ${b.code})`, a.lo + b.lo, a.hi + b.hi, a.bias + b.bias);
}

export function subIntegers(a: Integers, b: Integers): Integers {
  return integers(`i64x2.sub(${a.code}, ${b.code})`, a.lo - b.hi, a.hi - b.lo, a.bias - b.bias);
}

/** 19 times a bound value: two shifts and two additions, since there is no 64-bit vector multiplication. */
export function times19(x: Integers): Integers {
  const code = `i64x2.add(${x.code}, i64x2.add(i64x2.shl(${x.code}, 1), i64x2.shl(${x.code}, 4)))`;
  return integers(code, 19n * x.lo, 19n * x.hi, 19n * x.bias);
}

/** Adds a constant to the value and takes the bias away: the register then holds the value itself. */
export function unbias(pool: Pool, x: Integers, plus: bigint): Integers {
  const code = `i64x2.add(${x.code}, ${pool.load(BigInt.asUintN(64, plus - x.bias))})`;
  return integers(code, x.lo + (plus << UNIT), x.hi + (plus << UNIT), 0n);
}

function mustBePlain(x: Integers): void {
  must(x.bias === 0n && x.lo >= 0n && x.hi < pow(63), `${x.code} is biased, negative or too large`);
}

export function shiftRight(x: Integers, n: number): Integers {
  mustBePlain(x);
  const floor = (v: bigint) => (v >> (UNIT + BigInt(n))) << UNIT;
  return integers(`i64x2.shr_u(${x.code}, ${n})`, floor(x.lo), floor(x.hi), 0n);
}

export function shiftLeft(x: Integers, n: number): Integers {
  mustBePlain(x);
  // Bits that leave at the top are meant to.
  return integers(`i64x2.shl(${x.code}, ${n})`, 0n, pow(64) - 1n, 0n);
}

export function lowBits(pool: Pool, x: Integers, n: number): Integers {
  mustBePlain(x);
  const mask = (1n << BigInt(n)) - 1n;
  return integers(`v128.and(${x.code}, ${pool.load(mask)})`, 0n, min(x.hi, mask << UNIT), 0n);
}

/** Joins values whose bits do not overlap. */
export function or(...values: Integers[]): Integers {
  return integers(
    values.map(({ code }) => code).reduce((a, b) => `v128.or(${a}, ${b})`),
    0n,
    pow(64) - 1n,
    0n,
  );
}

/** The integer x as a double times 2^exponent, less a constant: its bits go into the fraction of 2^(52 + exponent). */
export function toDoubles(pool: Pool, x: Integers, exponent: number, less: number): Doubles {
  must(x.bias === 0n && x.lo >= 0n && x.hi < pow(52), `${x.code} does not fit a fraction`);
  const magic = pool.load(doubleBits(2 ** (52 + exponent)));
  const offset = exactUnits(less);
  const lo = (x.lo << BigInt(exponent)) - offset;
  const hi = (x.hi << BigInt(exponent)) - offset;
  // 2^(52 + exponent) + less is one constant: the subtraction is exact, since both have the same last bit.
  const code = `f64x2.sub(v128.or(${x.code}, ${magic}), ${pool.load(doubleBits(2 ** (52 + exponent) + less))})`;
  return doubles(code, lo, hi, Math.min(exponent, grainOf(offset)));
}

/** The integer that a double is, in raw bits with a bias. */
export function toIntegers(pool: Pool, x: Doubles): Integers {
  must(x.grain >= 0 && magnitude(x) <= pow(51), `|${x.code}| reaches 2^${bitsOf(x).toFixed(2)}`);
  const code = `f64x2.add(${x.code}, ${pool.load(doubleBits(LOW_MAGIC))})`;
  return integers(code, x.lo, x.hi, doubleBits(LOW_MAGIC));
}

function exactUnits(value: number): bigint {
  // Powers of two and small multiples of them: exact in units of 2^-300 after scaling.
  const [mantissa, exponent] = [
    value / 2 ** Math.floor(Math.log2(Math.abs(value) || 1)),
    Math.floor(Math.log2(Math.abs(value) || 1)),
  ];
  const scaled = BigInt(mantissa * 2 ** 52);
  const shift = UNIT + BigInt(exponent) - 52n;
  return shift >= 0n ? scaled << shift : scaled >> -shift;
}

function grainOf(units: bigint): number {
  if (units === 0n) return 1023;
  let zeros = 0;
  for (let v = units < 0n ? -units : units; (v & 1n) === 0n; v >>= 1n) zeros++;
  return zeros - Number(UNIT);
}

/** Constants of the kernels, 16 bytes each, one copy per value. */
export class Pool {
  readonly #places = new Map<bigint, number>();

  load(bits: bigint): string {
    if (!this.#places.has(bits)) this.#places.set(bits, 16 * this.#places.size);
    return `v128.load(POOL, ${this.#places.get(bits)})`;
  }

  /** The constants as AssemblyScript: static data, so that nothing has to be run to have them. */
  declaration(): string {
    const words = [...this.#places.keys()].flatMap((bits) => [bits, bits]);
    return `const POOL: usize = memory.data<u64>([${words.map((bits) => `0x${bits.toString(16)}`).join(', ')}], 16);
`;
  }
}

/** Gives an expression a name. */
export type Bind = <T extends { code: string }>(value: T) => T;
