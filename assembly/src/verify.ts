// Verification of a block: R' = S·B − k·A, and R' against R.
import { addUpFew, compareFew, FEW } from './few';
import { addUpMany, compareMany } from './many';
import { results } from './memory';
import { EQUAL, prepareBlock, REFUSED, SLOW } from './prepare';
import { verifySlowly } from './slow';

/**
 * Verifies the signatures of a block: for i below `count`, 64 bytes at signatures + 64·i, and at descriptors + 8·i
 * the offset of a record from `records` and the length of its message. A record is 64 free bytes, the message, and
 * room for the padding of SHA-512. Results are bytes, 1 or 0.
 */
export function verifyBlock(slot: i32, count: i32): void {
  if (count == 0) return;
  prepareBlock(slot, count);
  const pairs = (count + 1) >> 1;
  if (count <= FEW) {
    addUpFew(slot, pairs);
    compareFew(pairs);
  } else {
    addUpMany(slot, pairs);
    compareMany(pairs);
  }
  for (let i = 0; i < count; i++) {
    const flags = load<u8>(results + <usize>i);
    let valid = flags & EQUAL;
    if (flags & SLOW) valid = u8(verifySlowly(slot, i));
    if (flags & REFUSED) valid = 0;
    store<u8>(results + <usize>i, valid);
  }
}
