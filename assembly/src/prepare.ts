// From the bytes of a signature to the digits of its two scalars.
import { sha512 } from './generated/sha512';
import {
  BLOCK,
  descriptors,
  DIGIT_ROW,
  digits,
  keyBytes,
  received,
  records,
  RECORDS_BYTES,
  results,
  signatures,
  windows,
} from './memory';
import { isBelowL, recodeHash, recodeScalar } from './scalar';

/** What is known of a signature while its block is computed: the encoding fits, the fast path declines, refused. */
export const EQUAL: u8 = 1;
export const SLOW: u8 = 2;
export const REFUSED: u8 = 4;

/** Sends the signature of a result to the slow path. */
export function flagSlow(result: usize): void {
  store<u8>(result, load<u8>(result) | SLOW);
}

/** k before its reduction. */
export const hash = memory.data(64, 16);
const ZERO_SCALAR = memory.data(32, 16);

/** Bytes of a record: free bytes, message, and padding to full blocks of SHA-512. */
export function recordBytes(length: i32): i32 {
  return (64 + length + 17 + 127) & ~127;
}

/** True where the descriptors of a block stay inside the records. */
export function areDescriptorsSound(count: i32): bool {
  if (count < 0 || count > BLOCK) return false;
  for (let i = 0; i < count; i++) {
    const offset = load<u32>(descriptors + 8 * <usize>i),
      length = load<u32>(descriptors + 8 * <usize>i, 4);
    // In 64 bits: neither sum can wrap.
    if (length > <u32>RECORDS_BYTES) return false;
    if (<u64>offset + <u64>recordBytes(<i32>length) > <u64>RECORDS_BYTES) return false;
  }
  return true;
}

/** Hashes and digits of a block, and the flags that its results begin with. */
export function prepareBlock(slot: i32, count: i32): void {
  for (let i = 0; i < count; i++) prepare(slot, i);
  if (count & 1) repeatLast(count);
}

/** k = SHA-512(R ‖ A ‖ M), and the digits of k and S. */
function prepare(slot: i32, i: i32): void {
  const signature = signatures + 64 * <usize>i;
  const flags = hashSignature(slot, i);
  const column = digits + 2 * <usize>i;
  recodeHash(hash, column);
  recodeScalar(flags ? ZERO_SCALAR : signature + 32, column + <usize>windows * DIGIT_ROW);
  store<u32>(received + 4 * <usize>i, <u32>signature);
  store<u8>(results + <usize>i, flags);
}

/**
 * Puts R ‖ A in front of the message and the padding behind it (FIPS 180-4 §5.1.2), and hashes in place.
 * @returns 0, or REFUSED where S or R is out of range
 */
export function hashSignature(slot: i32, i: i32): u8 {
  const signature = signatures + 64 * <usize>i;
  const record = records + load<u32>(descriptors + 8 * <usize>i);
  const length = load<u32>(descriptors + 8 * <usize>i, 4);
  memory.copy(record, signature, 32);
  memory.copy(record + 32, keyBytes + 32 * <usize>slot, 32);
  const total = <usize>length + 64,
    end = <usize>recordBytes(<i32>length);
  store<u8>(record + total, 0x80);
  memory.fill(record + total + 1, 0, end - total - 1);
  store<u64>(record + end - 8, bswap<u64>((<u64>total) << 3));
  sha512(record, <i32>(end >> 7), hash);
  return isBelowL(signature + 32) && !isIdentityEncoding(signature) ? 0 : REFUSED;
}

/** Policy: R must not be the neutral element (docs/license-format.md). */
function isIdentityEncoding(r: usize): bool {
  return load<u64>(r) == 1 && (load<u64>(r, 8) | load<u64>(r, 16) | load<u64>(r, 24)) == 0;
}

/** An odd count: the last signature is computed in both lanes. */
function repeatLast(count: i32): void {
  for (let row = 0; row < 2 * windows; row++) {
    const digit = digits + DIGIT_ROW * <usize>row + 2 * <usize>count;
    store<i16>(digit, load<i16>(digit - 2));
  }
  store<u32>(received + 4 * <usize>count, load<u32>(received + 4 * <usize>count - 4));
  store<u8>(results + <usize>count, 0);
}
