// base64url without padding (RFC 4648 §5), strict: each byte string has one spelling and no other is accepted.
//
// Sixteen characters become twelve bytes at a time. What is left over is completed in scratch with `A`, which stands
// for zero, and takes the same way: the alphabet is written down once. Nothing is written beyond the result.
import { inMemory } from './sha256';

/** What `decodeBase64url` returns for a text that is refused; what it has written by then means nothing. */
export const MALFORMED: i32 = -1;

// The character 16·h + l is in the alphabet where bit h of byte l of LOW is set. HIGH turns h into that bit; beyond
// the rows that have members it is zero, and so all characters from 0x80 on are refused.
const LOW: usize = memory.data<u8>(
  [0xa8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf8, 0xf0, 0x50, 0x50, 0x54, 0x50, 0x70],
  16,
);
const HIGH: usize = memory.data<u8>([0, 0, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], 16);
/** By h, what leads from a character to its value: `-` +17, digits +4, capitals −65, small letters −71. */
const SHIFT: usize = memory.data<u8>([0, 0, 17, 4, 191, 191, 185, 185, 0, 0, 0, 0, 0, 0, 0, 0], 16);
/** `_` shares its row with capitals: −65 + 33 leads from 0x5f to 63. */
const UNDERSCORE: u8 = 0x5f,
  UNDERSCORE_SHIFT: u8 = 33;

const scratch: usize = memory.data(16, 16);

function isAlphabet(characters: v128): bool {
  const low = i8x16.swizzle(v128.load(LOW), v128.and(characters, i8x16.splat(15)));
  const high = i8x16.swizzle(v128.load(HIGH), i8x16.shr_u(characters, 4));
  return i8x16.all_true(v128.and(low, high));
}

/** Twelve bytes, and four zeros, of sixteen characters of the alphabet. */
function decoded(characters: v128): v128 {
  const shift = i8x16.swizzle(v128.load(SHIFT), i8x16.shr_u(characters, 4));
  const underscore = v128.and(i8x16.eq(characters, i8x16.splat(UNDERSCORE)), i8x16.splat(UNDERSCORE_SHIFT));
  const values = i8x16.add(characters, i8x16.add(shift, underscore));
  // The values a, b, c, d of four characters: a·2^6 + b and c·2^6 + d, then a·2^18 + b·2^12 + c·2^6 + d.
  const pairs = v128.or(v128.and(i16x8.shl(values, 6), i16x8.splat(0x0fc0)), i16x8.shr_u(values, 8));
  const fours = i32x4.dot_i16x8_s(pairs, i32x4.splat(0x00011000));
  return i8x16.shuffle(fours, fours, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 3, 7, 11, 15);
}

/**
 * Decodes `length` characters at `from`; reads no others.
 * @param to room for ⌊length · 3/4⌋ bytes, of which no more are written; may equal `from`
 * @returns bytes written, or MALFORMED: a character outside the alphabet, padding and white space included; a length
 *   that is 1 modulo 4; unused bits that are not zero (RFC 4648 §3.5); a place outside the memory
 */
export function decodeBase64url(from: usize, length: i32, to: usize): i32 {
  if (length < 0 || (length & 3) == 1) return MALFORMED;
  const bytes = <i32>((<i64>length * 3) >> 2);
  if (!inMemory(from, length) || !inMemory(to, bytes)) return MALFORMED;
  for (; length >= 16; length -= 16, from += 16, to += 12) {
    const characters = v128.load(from);
    if (!isAlphabet(characters)) return MALFORMED;
    const result = decoded(characters);
    v128.store64_lane(to, result, 0);
    v128.store32_lane(to, result, 2, 8);
  }
  if (length == 0) return bytes;
  v128.store(scratch, i8x16.splat(0x41));
  memory.copy(scratch, from, length);
  const characters = v128.load(scratch);
  if (!isAlphabet(characters)) return MALFORMED;
  v128.store(scratch, decoded(characters));
  // The unused bits begin the byte after the result.
  const rest = <usize>((length * 3) >> 2);
  if (load<u8>(scratch + rest) != 0) return MALFORMED;
  memory.copy(to, scratch, rest);
  return bytes;
}
