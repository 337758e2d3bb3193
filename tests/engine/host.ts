import { instantiate, load, type Build, type Memory } from './wasm.js';

export { BUILDS, load, type Build } from './wasm.js';

/** The exports of the engine, as docs/wasm-abi.md has them. */
export interface Abi {
  readonly OK: { readonly value: number };
  readonly BAD_ARGUMENT: { readonly value: number };
  readonly BAD_KEY: { readonly value: number };
  readonly BLOCK: { readonly value: number };
  readonly RECORDS_BYTES: { readonly value: number };
  pagesFor(window: number, keys: number): number;
  recordBytes(length: number): number;
  setUp(window: number, keys: number): number;
  setKey(slot: number): number;
  verify(slot: number, count: number): number;
  verifyTokens(slot: number, count: number, headerLength: number): number;
  verifyBySlowPath(slot: number, count: number): number;
  signaturesAt(): number;
  descriptorsAt(): number;
  recordsAt(): number;
  resultsAt(): number;
  slowCount(): number;
  zeroCount(): number;
}

export const OK = 0;
export const BAD_ARGUMENT = -1;
export const BAD_KEY = -2;
/** Pages that the module asks for, whatever the window. */
export const LEAST_PAGES = 8;
/** Widths of a window that the engine knows. */
export const WINDOWS = Array.from({ length: 11 }, (_, i) => 4 + i);

export interface Item {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** A part of the memory, from its first byte to the one behind its last. */
export type Region = readonly [from: number, to: number];

export interface HostOptions {
  readonly window?: number;
  readonly keys?: number;
  /** Pages more than the engine asks for. */
  readonly spare?: number;
}

/** A plain driver of the engine: nothing but the ABI, with the whole memory in view. */
export class Host {
  readonly abi: Abi;
  readonly memory: Memory;
  readonly bytes: Uint8Array;
  readonly block: number;
  readonly capacity: number;

  constructor(build: Build, { window = 8, keys = 1, spare = 0 }: HostOptions = {}) {
    const module = load(build);
    const pages = instantiate<Abi>(module, LEAST_PAGES).exports.pagesFor(window, keys);
    const { exports: abi, memory } = instantiate<Abi>(module, Math.max(LEAST_PAGES, pages) + spare);
    this.abi = abi;
    this.memory = memory;
    this.bytes = new Uint8Array(memory.buffer);
    this.block = abi.BLOCK.value;
    this.capacity = abi.RECORDS_BYTES.value;
    insist(abi.setUp(window, keys) === OK, 'setUp');
  }

  /** Puts a key through the gate; returns the status. */
  setKey(key: Uint8Array, slot = 1): number {
    this.bytes.set(key, this.abi.recordsAt());
    return this.abi.setKey(slot);
  }

  /** What the sender of a descriptor may choose. */
  describe(i: number, offset: number, length: number): void {
    const view = new DataView(this.memory.buffer, this.abi.descriptorsAt() + 8 * i);
    view.setUint32(0, offset, true);
    view.setUint32(4, length, true);
  }

  /** Lays items out as one block, `gap` bytes apart; returns how many fitted. */
  lay(items: readonly Item[], gap = 0): number {
    const { abi, bytes } = this;
    let offset = 0;
    for (const [i, { message, signature }] of items.entries()) {
      const size = abi.recordBytes(message.length);
      if (i === this.block || offset + size > this.capacity) return i;
      bytes.set(signature, abi.signaturesAt() + 64 * i);
      bytes.set(message, abi.recordsAt() + offset + 64);
      this.describe(i, offset, message.length);
      offset += size + gap;
    }
    return items.length;
  }

  /** Verifies what lies there; the verdicts, 1 or 0. */
  run(count: number, slot = 1): Uint8Array {
    insist(this.abi.verify(slot, count) === OK, 'verify');
    return this.results(count);
  }

  results(count: number): Uint8Array {
    const from = this.abi.resultsAt();
    return this.bytes.slice(from, from + count);
  }

  /** Verifies any number of items, in batches of the given sizes, over and over; full blocks where none are given. */
  verify(items: readonly Item[], { slot = 1, sizes = [this.block] }: BatchOptions = {}): Uint8Array {
    const verdicts = new Uint8Array(items.length);
    for (let done = 0, batch = 0; done < items.length; batch++) {
      const size = sizes[batch % sizes.length] ?? this.block;
      const count = this.lay(items.slice(done, done + size));
      verdicts.set(this.run(count, slot), done);
      done += count;
    }
    return verdicts;
  }

  /** How often the rare branches were taken since the start. */
  hits(): { slow: number; zero: number } {
    return { slow: this.abi.slowCount(), zero: this.abi.zeroCount() };
  }

  region(from: number, bytes: number): Region {
    return [from, from + bytes];
  }

  snapshot(): Uint8Array {
    return this.bytes.slice();
  }

  /** The first address outside of the allowed regions whose byte is no longer what it was; −1 where there is none. */
  firstChange(before: Uint8Array, allowed: readonly Region[] = []): number {
    if (Buffer.compare(before, this.bytes) === 0) return -1;
    const now = this.snapshot();
    for (const [from, to] of allowed) now.set(before.subarray(from, to), from);
    if (Buffer.compare(before, now) === 0) return -1;
    return before.findIndex((byte, i) => byte !== now[i]);
  }
}

export interface BatchOptions {
  readonly slot?: number;
  readonly sizes?: readonly number[];
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(`${what} was refused`);
}
