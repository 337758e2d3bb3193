// Scalars modulo L (RFC 8032 §5.1), and their digits.
import { reduceScalar, reduceHash } from './generated/scalar';
import { DIGIT_ROW, lastWindow, window, windows } from './memory';

/** A reduced scalar, 32 bytes, little end first; 8 more, so that digits may be read across its end. */
export const scalar = memory.data(40, 16);

/** True where the 32 bytes at `s` are below L (RFC 8032 §5.1.7): each scalar has one spelling. */
export function isBelowL(s: usize): bool {
  const top = load<u64>(s, 24);
  if (top != 0x1000000000000000) return top < 0x1000000000000000;
  if (load<u64>(s, 16) != 0) return false;
  const middle = load<u64>(s, 8);
  if (middle != 0x14def9dea2f79cd6) return middle < 0x14def9dea2f79cd6;
  return load<u64>(s) < 0x5812631a5cf5d3ed;
}

/**
 * Writes the digits of the reduced scalar, one a row. With windows of w bits, digit j of s + (2^253 − 1)/2 less
 * 2^(w−1) stands for an odd number of halves: s = Σ (2·digit + 1)·2^(wj)/2 (mod L). No digit is zero.
 */
export function writeDigits(to: usize): void {
  // Reduced: below L, which is below 2^253.
  assert(load<u64>(scalar, 24) <= 0x1000000000000000);
  let bit = 0;
  for (let j = 0; j < windows; j++) {
    const width = j == windows - 1 ? lastWindow : window;
    const bits = load<u32>(scalar + <usize>(bit >> 3)) >> (bit & 7);
    store<i16>(to, <i16>(<i32>(bits & ((1 << width) - 1)) - (1 << (width - 1))));
    to += DIGIT_ROW;
    bit += width;
    assert(width >= 2 && width <= 15);
  }
}

/** Digits of the 32-byte scalar at `s`, centered. */
export function recodeScalar(s: usize, to: usize): void {
  reduceScalar(s, scalar, true);
  writeDigits(to);
}

/** Digits of the 64-byte hash at `h`, modulo L, centered. */
export function recodeHash(h: usize, to: usize): void {
  reduceHash(h, scalar, true);
  writeDigits(to);
}

/** Bit i of a number, little end first. */
export function bitOf(number: usize, i: i32): bool {
  return ((load<u8>(number + <usize>(i >> 3)) >> (<u8>(i & 7))) & 1) != 0;
}
