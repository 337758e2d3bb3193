import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { Point } from '@noble/ed25519';
import { fromLittleEndian } from '../vectors/ed25519.js';
import type { Item } from './host.js';
import { invert, L, mod as modulo, random } from './numbers.js';

/**
 * Signatures that no honest signer makes, with keys whose scalar is known: any nonce, any bytes for R, and partial
 * sums of the engine that meet an exception of its affine addition on purpose.
 */

/** Bits of a scalar for the engine (assembly/src/memory.ts). */
const SCALAR_BITS = 253;
/** What is added to a scalar before its digits are read off (assembly/src/scalar.ts). */
const CENTER = modulo(((1n << 253n) - 1n) * invert(2n, L), L);
const mod = (x: bigint) => modulo(x, L);

export interface KnownKey {
  readonly scalar: bigint;
  readonly bytes: Uint8Array;
}

export function knownKey(scalar: bigint): KnownKey {
  return { scalar: mod(scalar), bytes: Point.BASE.multiply(mod(scalar)).toBytes() };
}

export function bytes32(x: bigint): Uint8Array {
  return hexToBytes(x.toString(16).padStart(64, '0')).toReversed();
}

/** k = SHA-512(R ‖ A ‖ M) mod L. */
export function challenge(r: Uint8Array, key: KnownKey, message: Uint8Array): bigint {
  return fromLittleEndian(sha512(concatBytes(r, key.bytes, message))) % L;
}

/** S = nonce + k·a, for any bytes of R: `nonce`·B where none are given. */
export function signWith(key: KnownKey, nonce: bigint, message: Uint8Array, r = encode(nonce)): Item {
  const s = mod(nonce + challenge(r, key, message) * key.scalar);
  return { message, signature: concatBytes(r, bytes32(s)) };
}

/** The same R ‖ S with another S. */
export function withS({ message, signature }: Item, s: bigint): Item {
  return { message, signature: concatBytes(signature.subarray(0, 32), bytes32(s)) };
}

export function encode(scalar: bigint): Uint8Array {
  const reduced = mod(scalar);
  return (reduced === 0n ? Point.ZERO : Point.BASE.multiply(reduced)).toBytes();
}

export function messageOf(i: number, length = 24): Uint8Array {
  return utf8ToBytes(`message ${i}`.padEnd(length, '.')).subarray(0, length);
}

/** Widths of the windows that a scalar is cut into (assembly/src/memory.ts, `arrange`). */
export function widthsOf(window: number): number[] {
  const whole = Math.floor(SCALAR_BITS / window);
  const rest = SCALAR_BITS - whole * window;
  const widths = Array.from({ length: whole }, () => window);
  return rest === 1 ? [...widths.slice(1), window + 1] : rest === 0 ? widths : [...widths, rest];
}

/** What the digit of each window stands for, in halves modulo L: (2·digit + 1)·2^(its first bit). */
export function halvesOf(s: bigint, window: number): bigint[] {
  let rest = mod(s + CENTER);
  let place = 0n;
  return widthsOf(window).map((width) => {
    const digit = (rest & ((1n << BigInt(width)) - 1n)) - (1n << BigInt(width - 1));
    const halves = (2n * digit + 1n) << place;
    rest >>= BigInt(width);
    place += BigInt(width);
    return halves;
  });
}

/** What is looked up for −k·A and then for S·B, row by row, in halves of B modulo L. */
export function rowsOf(key: KnownKey, k: bigint, s: bigint, window: number): bigint[] {
  return [...halvesOf(k, window).map((x) => mod(-x * key.scalar)), ...halvesOf(s, window).map((x) => mod(x))];
}

/**
 * True where the sum of the rows comes upon two points that are equal or opposite: there the affine addition has no
 * answer. The order is that of `addUpInStrands` in assembly/src/many.ts; a single strand is `addUp` and `addUpFew`.
 */
export function meetsException(rows: readonly bigint[], strands = 1): boolean {
  let meets = false;
  const add = (x: bigint, y: bigint) => {
    meets ||= x === y || x === mod(-y);
    return mod(x + y);
  };
  const sums = rows.slice(0, strands);
  for (const [i, row] of rows.slice(strands).entries()) sums[i % strands] = add(sums[i % strands] ?? 0n, row);
  for (let left = strands; left > 1;) {
    const merged = left >> 1;
    left -= merged;
    for (let i = 0; i < merged; i++) sums[i] = add(sums[i] ?? 0n, sums[left + i] ?? 0n);
  }
  return meets;
}

/** How many strands a batch is added up in (assembly/src/many.ts and few.ts). */
export function strandsOf(count: number, window: number): number {
  const pairs = (count + 1) >> 1;
  return count <= 12 || pairs >= 512
    ? 1
    : Math.max(1, Math.min(widthsOf(window).length, Math.floor(1024 / pairs)));
}

/**
 * k and S for the key −B, windows of 4 bits and four strands, such that strands 1 and 3 are equal before they are
 * merged, as the second of two pairs. Between them, those strands have one digit of each of 63 windows, and these may
 * be the digits of zero; the others are anything.
 */
export function equalStrands(): { k: bigint; s: bigint } {
  const zero = halvesOf(0n, 4);
  const [others, more] = [halvesOf(random(31), 4), halvesOf(random(31), 4)];
  const choose = (i: number, from: readonly bigint[], plus: number, minus: number) =>
    i % 4 === plus ? (zero[i] ?? 0n) : i % 4 === minus ? -(zero[i] ?? 0n) : (from[i] ?? 0n);
  const half = invert(2n, L);
  const sum = (halves: readonly bigint[]) => mod(halves.reduce((x, y) => x + y) * half);
  return {
    k: sum(others.map((_, i) => choose(i, others, 1, 3))),
    s: sum(more.map((_, i) => choose(i, more, 2, 0))),
  };
}

/** S = k·a: the sum is the identity, so the last two points that are added are opposite. It is no valid signature. */
export function sumIsIdentity(key: KnownKey, i: number): Item {
  return signWith(key, 0n, messageOf(i), encode(BigInt(i) + 5n));
}

/** A valid signature whose last look-up adds a point to itself: R is twice an entry of the last window, for some i. */
export function doublesAtTheEnd(key: KnownKey, i: number, window: number): Item {
  return search(key, i, window, (entry) => 2n * entry);
}

/** A valid signature whose sum is the identity before the last look-up: R is an entry of the last window. */
export function vanishesBeforeTheEnd(key: KnownKey, i: number, window: number): Item {
  return search(key, i, window, (entry) => entry);
}

/** Tries messages until the last digit of S is the one that R was made for: a few thousand for wide windows. */
function search(key: KnownKey, i: number, window: number, nonceOf: (entry: bigint) => bigint): Item {
  const width = widthsOf(window).at(-1) ?? window;
  const place = BigInt(SCALAR_BITS - width);
  // S + CENTER is below 2^252 but for 2^-127 of all cases: the last digit is negative.
  const digit = -1n - BigInt((i * 7919) % 2 ** (width - 1));
  const halves = (2n * digit + 1n) << place;
  const nonce = mod(nonceOf(halves * invert(2n, L)));
  const r = encode(nonce);
  for (let attempt = 0; ; attempt++) {
    const item = signWith(key, nonce, messageOf(i * 1_000_000 + attempt), r);
    if (halvesOf(fromLittleEndian(item.signature.subarray(32)), window).at(-1) === halves) return item;
  }
}
