// SHA-256 (FIPS 180-4) of many messages, four at a time, one a lane. Lanes of different lengths run together: one that
// is done keeps its state until the longest is through. Nothing outlives a call but scratch, which each call rewrites.
import { compress, setInitial } from './generated/sha256';

/** What the exported functions of this file and of fingerprint.ts return. */
export const STATUS_OK: i32 = 0;
/** A count, a length or a place was out of range; nothing was written. */
export const STATUS_RANGE: i32 = -1;

/** Bytes of a block of the hash, and of a digest. */
export const HASH_BLOCK: usize = 64;
export const DIGEST: usize = 32;
/** Bytes of a descriptor of `sha256Records`: offset and length of a record, u32 each. */
export const HASH_DESCRIPTOR: usize = 8;
export const LANES: usize = 4;

/** The hash state, eight vectors, and the words of a block, sixteen. */
export const state: usize = memory.data(128, 16);
export const words: usize = memory.data(256, 16);
/** Per lane: what follows the last whole block of its message, padded (§5.1.1): one block or two. */
const tails: usize = memory.data(512, 16);
/** Per lane, u32 each: where the message starts, its whole blocks, and its blocks with the padding. */
const starts: usize = memory.data(16, 16);
const wholes: usize = memory.data(16, 16);
const totals: usize = memory.data(16, 16);
const unfinished: usize = memory.data(16, 16);
const digests: usize = memory.data(128, 16);
const lastGroup: usize = memory.data(32, 16);

/** True where the `bytes` bytes at `from` lie within the memory. */
export function inMemory(from: usize, bytes: u64): bool {
  return <u64>from + bytes <= (<u64>memory.size()) << 16;
}

/** The next four descriptors of `size` bytes; in place of those that are missing, empty records, in `scratch`. */
export function wholeGroup(descriptors: usize, size: usize, count: usize, scratch: usize): usize {
  if (count >= LANES) return descriptors;
  memory.fill(scratch, 0, LANES * size);
  memory.copy(scratch, descriptors, count * size);
  return scratch;
}

/**
 * Transposes four rows of four words and turns the bytes of each word about: from lanes to records and back. Row i of
 * the result is stored at `to + i·stride`.
 */
export function transpose(a: v128, b: v128, c: v128, d: v128, to: usize, stride: usize): void {
  const ab01 = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
  v128.store(to, turned(v128.shuffle<u64>(ab01, cd01, 0, 2)));
  v128.store(to + stride, turned(v128.shuffle<u64>(ab01, cd01, 1, 3)));
  v128.store(to + 2 * stride, turned(v128.shuffle<u64>(ab23, cd23, 0, 2)));
  v128.store(to + 3 * stride, turned(v128.shuffle<u64>(ab23, cd23, 1, 3)));
}

function turned(x: v128): v128 {
  return i8x16.shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/** Loads a block of 64 bytes for each lane as words, big end first (§5.2.1). */
export function gather(block0: usize, block1: usize, block2: usize, block3: usize, to: usize): void {
  for (let i: usize = 0; i < HASH_BLOCK; i += 16) {
    transpose(
      v128.load(block0 + i),
      v128.load(block1 + i),
      v128.load(block2 + i),
      v128.load(block3 + i),
      to,
      16,
    );
    to += 64;
  }
}

/**
 * Gives a lane its message, or the end of one of which `before` bytes, whole blocks, are in the state already. The
 * message is read in place, now and by `finish`; only its last bytes are copied, to be padded.
 */
export function setMessage(lane: usize, from: usize, length: usize, before: usize): void {
  const tail = tails + 128 * lane,
    whole = length / HASH_BLOCK,
    rest = length % HASH_BLOCK;
  for (let i: usize = 0; i < 128; i += 16) v128.store(tail + i, i64x2.splat(0));
  memory.copy(tail, from + HASH_BLOCK * whole, rest);
  store<u8>(tail + rest, 0x80);
  // The length in bits, eight bytes, ends the padding: from 56 bytes on it needs a second block.
  const blocks: usize = rest < 56 ? 1 : 2;
  store<u64>(tail + HASH_BLOCK * blocks - 8, bswap<u64>((<u64>before + <u64>length) << 3));
  store<usize>(starts + 4 * lane, from);
  store<usize>(wholes + 4 * lane, whole);
  store<usize>(totals + 4 * lane, whole + blocks);
}

/** Where block i of a lane's message is; past its end, some block of its scratch. */
function blockAt(lane: usize, i: usize): usize {
  const whole = load<usize>(wholes + 4 * lane);
  if (i < whole) return load<usize>(starts + 4 * lane) + HASH_BLOCK * i;
  return tails + 128 * lane + HASH_BLOCK * ((i - whole) & 1);
}

/** Hashes the messages of all lanes into the state. */
export function finish(): void {
  const each = v128.load(totals);
  for (let i: usize = 0; ; i++) {
    const mask = i32x4.gt_u(each, i32x4.splat(<i32>i));
    if (!v128.any_true(mask)) return;
    v128.store(unfinished, mask);
    gather(blockAt(0, i), blockAt(1, i), blockAt(2, i), blockAt(3, i), words);
    compress(state, words, unfinished);
  }
}

/** Writes the digests of the first `lanes` lanes, 32 bytes each, `stride` bytes apart. */
export function writeDigests(lanes: usize, out: usize, stride: usize): void {
  transpose(v128.load(state), v128.load(state, 16), v128.load(state, 32), v128.load(state, 48), digests, 32);
  transpose(
    v128.load(state, 64),
    v128.load(state, 80),
    v128.load(state, 96),
    v128.load(state, 112),
    digests + 16,
    32,
  );
  for (let from = digests; lanes > 0; lanes--, from += DIGEST, out += stride) {
    v128.store(out, v128.load(from));
    v128.store(out, v128.load(from, 16), 16);
  }
}

/**
 * SHA-256 of `count` records of any lengths.
 * @param descriptors offset and length of each record, u32 each, see HASH_DESCRIPTOR
 * @param out room for 32 bytes a record, in order; must not overlap records or descriptors
 * @returns STATUS_OK, or STATUS_RANGE where something lies outside the memory
 */
export function sha256Records(count: i32, descriptors: usize, out: usize): i32 {
  if (
    count < 0 ||
    !inMemory(descriptors, HASH_DESCRIPTOR * <u64>count) ||
    !inMemory(out, DIGEST * <u64>count)
  )
    return STATUS_RANGE;
  const end = descriptors + HASH_DESCRIPTOR * <usize>count;
  for (let d = descriptors; d < end; d += HASH_DESCRIPTOR) {
    if (!inMemory(load<u32>(d), load<u32>(d, 4))) return STATUS_RANGE;
  }
  for (let left = <usize>count; left > 0;) {
    const lanes = min(left, LANES);
    const group = wholeGroup(descriptors, HASH_DESCRIPTOR, lanes, lastGroup);
    for (let lane: usize = 0; lane < LANES; lane++) {
      const d = group + HASH_DESCRIPTOR * lane;
      setMessage(lane, load<u32>(d), load<u32>(d, 4), 0);
    }
    setInitial(state);
    finish();
    writeDigests(lanes, out, DIGEST);
    descriptors += HASH_DESCRIPTOR * lanes;
    out += DIGEST * lanes;
    left -= lanes;
  }
  return STATUS_OK;
}
