// The exports of the engine; docs/wasm-abi.md describes them, and a test compares. Every function takes plain
// numbers, checks them and answers with a status. Nothing is kept between calls but the layout, the tables and the
// two counters.
import { MACHINE_DESCRIPTOR, MACHINE_ID_EXTRA, machineIds as writeMachineIds } from './fingerprint';
import { prepareChains, zeroProducts } from './inversion';
import {
  arrange,
  BLOCK,
  descriptors,
  keySlots,
  pagesFor,
  records,
  RECORDS_BYTES,
  results,
  signatures,
} from './memory';
import { areDescriptorsSound, recordBytes } from './prepare';
import { HASH_DESCRIPTOR, sha256Records as hashRecords } from './sha256';
import { slowPaths, verifySlowly } from './slow';
import { loadBase, loadKey } from './table';
import { INVALID, UNREADABLE, VALID, verifyTokenBlock } from './tokens';
import { verifyBlock } from './verify';

export const OK: i32 = 0;
/** A number out of range; nothing was done. */
export const BAD_ARGUMENT: i32 = -1;
/** A public key that does not pass the gate; its slot cannot be used. */
export const BAD_KEY: i32 = -2;

export { BLOCK, INVALID, pagesFor, recordBytes, RECORDS_BYTES, UNREADABLE, VALID };

/** Which slots hold a key: bit s for slot s. */
let loaded: i32 = 0;

/** Lays out the memory, which must have `pagesFor(window, keys)` pages, and builds the tables of the base point. */
export function setUp(window: i32, keys: i32): i32 {
  const pages = pagesFor(window, keys);
  if (pages == 0 || pages > memory.size()) return BAD_ARGUMENT;
  loaded = 0;
  arrange(window, keys);
  prepareChains();
  return loadBase() ? OK : BAD_KEY;
}

/** Puts the 32 bytes at `recordsAt()` through the key gate and builds their tables in a slot from 1 on. */
export function setKey(slot: i32): i32 {
  if (slot < 1 || slot > keySlots) return BAD_ARGUMENT;
  loaded &= ~(1 << slot);
  if (!loadKey(slot, records)) return BAD_KEY;
  loaded |= 1 << slot;
  return OK;
}

/** Verifies the first `count` signatures of the block with the key of a slot; see `verifyBlock`. */
export function verify(slot: i32, count: i32): i32 {
  if (!isLoaded(slot) || !areDescriptorsSound(count)) return BAD_ARGUMENT;
  verifyBlock(slot, count);
  return OK;
}

/** Verifies the first `count` tokens of the block, whose headers are alike; see `verifyTokenBlock`. */
export function verifyTokens(slot: i32, count: i32, headerLength: i32): i32 {
  if (!isLoaded(slot) || !areDescriptorsSound(count)) return BAD_ARGUMENT;
  if (headerLength < 0 || headerLength > RECORDS_BYTES) return BAD_ARGUMENT;
  verifyTokenBlock(slot, count, headerLength);
  return OK;
}

/** Verifies the first `count` signatures by the slow path alone. For tests. */
export function verifyBySlowPath(slot: i32, count: i32): i32 {
  if (!isLoaded(slot) || !areDescriptorsSound(count)) return BAD_ARGUMENT;
  for (let i = 0; i < count; i++) store<u8>(results + <usize>i, u8(verifySlowly(slot, i)));
  return OK;
}

function isLoaded(slot: i32): bool {
  return slot >= 1 && slot <= keySlots && (loaded & (1 << slot)) != 0;
}

/** SHA-256 of `count` records; see `sha256Records` in sha256.ts. Descriptors and digests lie among the records. */
export function sha256Records(count: i32, at: usize, out: usize): i32 {
  if (!isAmongRecords(at, count, <i32>HASH_DESCRIPTOR) || !isAmongRecords(out, count, 32))
    return BAD_ARGUMENT;
  return hashRecords(count, at, out);
}

/** Machine IDs of `count` machines; see `machineIds` in fingerprint.ts. Descriptors and IDs lie among the records. */
export function machineIds(count: i32, at: usize, productAt: usize, productLength: i32, out: usize): i32 {
  if (productLength < 0 || productLength > 16) return BAD_ARGUMENT;
  if (!isAmongRecords(at, count, <i32>MACHINE_DESCRIPTOR)) return BAD_ARGUMENT;
  if (!isAmongRecords(out, count, productLength + MACHINE_ID_EXTRA)) return BAD_ARGUMENT;
  return writeMachineIds(count, at, productAt, productLength, out);
}

/** Whatever a host passes, tables and layout stay as they are. */
function isAmongRecords(at: usize, count: i32, size: i32): bool {
  if (count < 0 || at < records || keySlots == 0) return false;
  return <u64>at + <u64>count * <u64>size <= <u64>records + <u64>RECORDS_BYTES;
}

/** Addresses, fixed from `setUp` on. */
export function signaturesAt(): usize {
  return signatures;
}
export function descriptorsAt(): usize {
  return descriptors;
}
export function recordsAt(): usize {
  return records;
}
export function resultsAt(): usize {
  return results;
}

/** How often the slow path was taken, and how often an inversion met a zero. For tests. */
export function slowCount(): i32 {
  return slowPaths;
}
export function zeroCount(): i32 {
  return zeroProducts;
}
