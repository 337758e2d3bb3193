// Machine IDs of scheme 0 in bulk: HMAC-SHA256 (RFC 2104) of four machines at a time, a lane each, and bech32m of its
// first 128 bits. License format, *Machine ID*: the key is the machine ID of the operating
// system, the message `latchkey/machine/v1` ‖ 0 ‖ product ‖ 0 ‖ account.
import { openChecksum, small, spell, texts } from './bech32m';
import { compress, setInitial } from './generated/sha256';
import {
  finish,
  gather,
  HASH_BLOCK,
  inMemory,
  LANES,
  setMessage,
  state,
  STATUS_OK,
  STATUS_RANGE,
  wholeGroup,
  words,
  writeDigests,
} from './sha256';

/** Bytes of a descriptor: offset of the key, which the account follows; bytes of the key; bytes of the account. u32 each. */
export const MACHINE_DESCRIPTOR: usize = 12;
/** Characters of a machine ID beyond its product code: separator, scheme, 26 for the 128 bits, 6 for the checksum. */
export const MACHINE_ID_EXTRA: i32 = 34;
/** A product code is `^[A-Z][A-Z0-9]{1,15}$`. */
export const MIN_PRODUCT: i32 = 2;
export const MAX_PRODUCT: i32 = 16;

/** `latchkey/machine/v1` ‖ 0, and room for product ‖ 0. */
const prefix: usize = memory.data<u8>(
  [
    0x6c, 0x61, 0x74, 0x63, 0x68, 0x6b, 0x65, 0x79, 0x2f, 0x6d, 0x61, 0x63, 0x68, 0x69, 0x6e, 0x65, 0x2f,
    0x76, 0x31, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ],
  16,
);
const LABEL: usize = 20;
/** What all machine IDs of a product begin with: the code in lower case, the separator `1`, and `q`, which is scheme 0. */
const opening: usize = memory.data(MAX_PRODUCT + 2, 16);

const lastGroup: usize = memory.data(48, 16);
/** A block a lane: the key, later the beginning of the message. */
const blocks: usize = memory.data(256, 16);
/** The words of the keys, sixteen vectors. */
const keys: usize = memory.data(256, 16);
const IPAD: i32 = 0x36363636,
  OPAD: i32 = 0x5c5c5c5c;
/** All ones in the lanes whose message fills the first block, else zero. */
const wide: usize = memory.data(16, 16);
const ALL: usize = memory.data<u32>([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], 16);
/** The block that the outer hash ends with: room for the inner digest, eight vectors, and the padding of 96 bytes. */
const outer: usize = memory.data<u32>(
  [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0x80000000, 0x80000000, 0x80000000, 0x80000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 768, 768, 768, 768,
  ],
  16,
);
// ---- HMAC (RFC 2104 §2)

/** Hashes the keys that are longer than a block; writes digests at the beginning of all blocks, those of no use too. */
function hashLongKeys(group: usize): void {
  for (let lane: usize = 0; lane < LANES; lane++) {
    const d = group + MACHINE_DESCRIPTOR * lane,
      length = <usize>load<u32>(d, 4);
    setMessage(lane, load<u32>(d), length > HASH_BLOCK ? length : 0, 0);
  }
  setInitial(state);
  finish();
  writeDigests(LANES, blocks, HASH_BLOCK);
}

/** Lays the key of each lane out as one block: longer keys are hashed first, zeros complete it. */
function layKeys(group: usize): void {
  let long = false;
  for (let lane: usize = 0; lane < LANES; lane++)
    long = long || <usize>load<u32>(group + MACHINE_DESCRIPTOR * lane, 4) > HASH_BLOCK;
  for (let i: usize = 0; i < LANES * HASH_BLOCK; i += 16) v128.store(blocks + i, i64x2.splat(0));
  if (long) hashLongKeys(group);
  for (let lane: usize = 0; lane < LANES; lane++) {
    const d = group + MACHINE_DESCRIPTOR * lane,
      block = blocks + HASH_BLOCK * lane,
      length = <usize>load<u32>(d, 4);
    if (length > HASH_BLOCK) continue;
    if (long) {
      v128.store(block, i64x2.splat(0));
      v128.store(block, i64x2.splat(0), 16);
    }
    memory.copy(block, load<u32>(d), length);
  }
  gather(blocks, blocks + 64, blocks + 128, blocks + 192, keys);
}

/** Starts the state of each lane with its padded key. */
function startWithKeys(padding: i32): void {
  for (let i: usize = 0; i < LANES * HASH_BLOCK; i += 16) {
    v128.store(words + i, v128.xor(v128.load(keys + i), i32x4.splat(padding)));
  }
  setInitial(state);
  compress(state, words, ALL);
}

/**
 * Hashes the message of each lane: `opens` bytes at `prefix`, and its account. The first block is put together in
 * scratch; an account that is longer is read on from where it lies.
 */
function hashMessages(group: usize, opens: usize): void {
  const room = HASH_BLOCK - opens;
  for (let lane: usize = 0; lane < LANES; lane++) {
    const d = group + MACHINE_DESCRIPTOR * lane,
      block = blocks + HASH_BLOCK * lane;
    const account = <usize>load<u32>(d) + load<u32>(d, 4),
      length = <usize>load<u32>(d, 8);
    const first = min(length, room);
    memory.copy(block, prefix, opens);
    memory.copy(block + opens, account, first);
    const fills = length >= room;
    store<i32>(wide + 4 * lane, fills ? -1 : 0);
    // The padded key is before the message, one block.
    if (fills) setMessage(lane, account + first, length - first, 128);
    else setMessage(lane, block, opens + length, 64);
  }
  if (v128.any_true(v128.load(wide))) {
    gather(blocks, blocks + 64, blocks + 128, blocks + 192, words);
    compress(state, words, wide);
  }
  finish();
}

/** HMAC of each lane into the state. */
function authenticate(group: usize, opens: usize): void {
  layKeys(group);
  startWithKeys(IPAD);
  hashMessages(group, opens);
  for (let i: usize = 0; i < 128; i += 16) v128.store(outer + i, v128.load(state + i));
  startWithKeys(OPAD);
  compress(state, outer, ALL);
}

function isProduct(product: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) {
    const c = load<u8>(product + i);
    const isDigit = i > 0 && c >= 0x30 && c <= 0x39;
    if (!isDigit && (c < 0x41 || c > 0x5a)) return false;
  }
  return true;
}

/**
 * Machine IDs of `count` machines for one product.
 * @param descriptors three u32 each, see MACHINE_DESCRIPTOR; the key is trimmed ASCII in lower case, the account empty
 *   for the scope `machine`
 * @param productAt product code in capitals
 * @param out room for `productLength + MACHINE_ID_EXTRA` characters a machine, in order; must not overlap what is read
 * @returns STATUS_OK, or STATUS_RANGE where something lies outside the memory or the product code is none
 */
export function machineIds(
  count: i32,
  descriptors: usize,
  productAt: usize,
  productLength: i32,
  out: usize,
): i32 {
  if (productLength < MIN_PRODUCT || productLength > MAX_PRODUCT || !inMemory(productAt, productLength))
    return STATUS_RANGE;
  if (!isProduct(productAt, productLength)) return STATUS_RANGE;
  const length = <usize>productLength,
    textLength = <usize>(productLength + MACHINE_ID_EXTRA);
  if (
    count < 0 ||
    !inMemory(descriptors, MACHINE_DESCRIPTOR * <u64>count) ||
    !inMemory(out, textLength * <u64>count)
  )
    return STATUS_RANGE;
  const end = descriptors + MACHINE_DESCRIPTOR * <usize>count;
  for (let d = descriptors; d < end; d += MACHINE_DESCRIPTOR) {
    if (!inMemory(load<u32>(d), <u64>load<u32>(d, 4) + <u64>load<u32>(d, 8))) return STATUS_RANGE;
  }
  memory.copy(prefix + LABEL, productAt, length);
  store<u8>(prefix + LABEL + length, 0);
  for (let i: usize = 0; i < length; i++) store<u8>(opening + i, small(load<u8>(productAt + i)));
  store<u16>(opening + length, 0x7131); // "1q"
  const start = openChecksum(productAt, length);
  for (let left = <usize>count; left > 0;) {
    const lanes = min(left, LANES);
    authenticate(wholeGroup(descriptors, MACHINE_DESCRIPTOR, lanes, lastGroup), LABEL + length + 1);
    spell(start);
    for (let lane: usize = 0; lane < lanes; lane++, out += textLength) {
      memory.copy(out, opening, length + 2);
      memory.copy(out + length + 2, texts + 32 * lane, 32);
    }
    descriptors += MACHINE_DESCRIPTOR * lanes;
    left -= lanes;
  }
  return STATUS_OK;
}
