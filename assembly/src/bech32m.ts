// bech32m (BIP 350, and BIP 173 for what it keeps) of four machine IDs at a time, a lane each.
//
// The checksum is the remainder of a polynomial over GF(32) of degree 6: 30 bits. They are kept in the upper 30 of 32,
// so that a shift by five drops the leading coefficient by itself. GENERATOR: what the bits of that coefficient, from
// the lowest on, give back.
import { state, transpose } from './sha256';

const GENERATOR0: i32 = 0x3b6a57b2 << 2,
  GENERATOR1: i32 = 0x26508e6d << 2,
  GENERATOR2: i32 = 0x1ea119fa << 2;
const GENERATOR3: i32 = 0x3d4233dd << 2,
  GENERATOR4: i32 = 0x2a1462b3 << 2;
const BECH32M: i32 = 0x2bc830a3 << 2;

/** `qpzry9x8gf2tvdw0s3jn54khce6mua7l` */
const ALPHABET: usize = memory.data<u8>(
  [
    0x71, 0x70, 0x7a, 0x72, 0x79, 0x39, 0x78, 0x38, 0x67, 0x66, 0x32, 0x74, 0x76, 0x64, 0x77, 0x30, 0x73,
    0x33, 0x6a, 0x6e, 0x35, 0x34, 0x6b, 0x68, 0x63, 0x65, 0x36, 0x6d, 0x75, 0x61, 0x37, 0x6c,
  ],
  16,
);

/** The generator where bit 31 − `left` is set, zero where it is not. */
function chosen(x: v128, left: i32, generator: i32): v128 {
  return v128.and(i32x4.shr_s(i32x4.shl(x, left), 31), i32x4.splat(generator));
}

/**
 * Multiplies by the polynomial's variable, modulo the generator. A symbol is added to the leading coefficient before,
 * not to the last one after: so the six zeros at the end of BIP 173's loop are accounted for.
 */
function step(x: v128): v128 {
  const low = v128.xor(chosen(x, 4, GENERATOR0), chosen(x, 3, GENERATOR1));
  const middle = v128.xor(chosen(x, 2, GENERATOR2), chosen(x, 1, GENERATOR3));
  return v128.xor(v128.xor(i32x4.shl(x, 5), chosen(x, 0, GENERATOR4)), v128.xor(low, middle));
}

/** Adds up to six symbols, the upper 30 bits of `symbols`, and steps over `count` of them. */
function absorb(x: v128, symbols: v128, count: i32): v128 {
  x = v128.xor(x, v128.and(symbols, i32x4.splat(-4)));
  for (let i = 0; i < count; i++) x = step(x);
  return x;
}

/** The same symbol in all lanes. */
function absorbSymbol(x: v128, symbol: i32): v128 {
  return absorb(x, i32x4.splat(symbol << 27), 1);
}

/** 32 bits from bit `at` of the lanes of two consecutive words, 0 < at < 32. */
function bitsFrom(first: v128, second: v128, at: i32): v128 {
  return v128.or(i32x4.shl(first, at), i32x4.shr_u(second, 32 - at));
}

/** Four characters a lane, big end first, for the upper 20 bits. */
function characters(x: v128): v128 {
  let five = v128.and(i32x4.shr_u(x, 3), i32x4.splat(0x1f000000));
  five = v128.or(five, v128.and(i32x4.shr_u(x, 6), i32x4.splat(0x1f0000)));
  five = v128.or(five, v128.and(i32x4.shr_u(x, 9), i32x4.splat(0x1f00)));
  five = v128.or(five, i32x4.shr_u(i32x4.shl(x, 15), 27));
  // A swizzle gives zero for an index of 16 or more: each value is found in one half of the alphabet.
  return v128.or(
    i8x16.swizzle(v128.load(ALPHABET), five),
    i8x16.swizzle(v128.load(ALPHABET, 16), i8x16.sub(five, i8x16.splat(16))),
  );
}

/** A lane each: the 32 characters that differ from machine to machine. */
export const texts: usize = memory.data(128, 16);

/**
 * Writes the 32 characters after `opening` of each lane to `texts`. The 128 bits are the first four words of the state;
 * two zero bits complete the last symbol, and the 30 bits of the checksum make it five words.
 */
export function spell(start: v128): void {
  const w0 = v128.load(state),
    w1 = v128.load(state, 16),
    w2 = v128.load(state, 32),
    w3 = v128.load(state, 48);
  let x = absorb(start, w0, 6);
  x = absorb(x, bitsFrom(w0, w1, 30), 6);
  x = absorb(x, bitsFrom(w1, w2, 28), 6);
  x = absorb(x, bitsFrom(w2, w3, 26), 6);
  x = absorb(x, i32x4.shl(w3, 24), 2);
  const w4 = i32x4.shr_u(v128.xor(x, i32x4.splat(BECH32M)), 2);
  transpose(
    characters(w0),
    characters(bitsFrom(w0, w1, 20)),
    characters(i32x4.shl(w1, 8)),
    characters(bitsFrom(w1, w2, 28)),
    texts,
    32,
  );
  transpose(
    characters(bitsFrom(w2, w3, 16)),
    characters(i32x4.shl(w3, 4)),
    characters(bitsFrom(w3, w4, 24)),
    characters(i32x4.shl(w4, 12)),
    texts + 16,
    32,
  );
}

/** The checksum's state after the expanded human-readable part and the symbol of the scheme, which is zero. */
export function openChecksum(product: usize, length: usize): v128 {
  let x = absorbSymbol(i32x4.splat(0), 1);
  for (let i: usize = 0; i < length; i++) x = absorbSymbol(x, small(load<u8>(product + i)) >> 5);
  x = absorbSymbol(x, 0);
  for (let i: usize = 0; i < length; i++) x = absorbSymbol(x, small(load<u8>(product + i)) & 31);
  return absorbSymbol(x, 0);
}

/** The small letter for a capital; a digit stays, as it has this bit. */
export function small(character: u8): u8 {
  return character | 0x20;
}
