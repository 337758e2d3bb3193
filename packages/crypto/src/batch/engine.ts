import { bytesToHex } from '@noble/hashes/utils.js';
import type { SignedMessage } from './types.js';

/** The exports of the WebAssembly module that a host calls: docs/wasm-abi.md. */
interface Exports {
  readonly OK: { readonly value: number };
  readonly BLOCK: { readonly value: number };
  readonly RECORDS_BYTES: { readonly value: number };
  pagesFor(window: number, keys: number): number;
  setUp(window: number, keys: number): number;
  setKey(slot: number): number;
  verify(slot: number, count: number): number;
  verifyTokens(slot: number, count: number, headerLength: number): number;
  machineIds(count: number, at: number, productAt: number, productLength: number, out: number): number;
  readonly VALID: { readonly value: number };
  readonly UNREADABLE: { readonly value: number };
  recordBytes(length: number): number;
  signaturesAt(): number;
  descriptorsAt(): number;
  recordsAt(): number;
  resultsAt(): number;
}

/** Free bytes of a record in front of its message. */
const HEAD = 64;

/**
 * One instance of the engine: its memory, laid out once and never grown, and the keys whose tables it holds. Not for
 * several threads; each has its own.
 */
export class Engine {
  readonly #exports: Exports;
  readonly #bytes: Uint8Array;
  readonly #descriptors: Uint32Array;
  readonly #signatures: number;
  readonly #records: number;
  readonly #results: number;
  readonly #block: number;
  readonly #capacity: number;
  /** Slots by key, the least recently used first. */
  readonly #slots = new Map<string, number>();
  readonly #free: number[];

  /**
   * @param module the compiled engine
   * @param window bits of a window, 4 to 14: more need fewer additions and larger tables
   * @param keys tables to keep, 1 to 8
   * @throws RangeError where either is out of range
   */
  constructor(module: WebAssembly.Module, window: number, keys: number) {
    // The memory must have its size before the module is bound to it, and only the module knows the size.
    const whole = Number.isInteger(window) && Number.isInteger(keys);
    const pages = whole ? instantiate(module, SMALLEST).exports.pagesFor(window, keys) : 0;
    if (pages === 0) throw new RangeError(`window must be 4 to 14, keys 1 to 8; got ${window} and ${keys}`);
    const { exports, memory } = instantiate(module, Math.max(SMALLEST, pages));
    if (exports.setUp(window, keys) !== exports.OK.value) throw new Error('the engine did not start');
    this.#exports = exports;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#descriptors = new Uint32Array(memory.buffer, exports.descriptorsAt(), 2 * exports.BLOCK.value);
    this.#signatures = exports.signaturesAt();
    this.#records = exports.recordsAt();
    this.#results = exports.resultsAt();
    this.#block = exports.BLOCK.value;
    this.#capacity = exports.RECORDS_BYTES.value;
    this.#free = Array.from({ length: keys }, (_, i) => keys - i);
  }

  /** Longest message that fits: about 3 MiB. */
  get longestMessage(): number {
    return this.#capacity - 256;
  }

  /**
   * The slot of a key, which goes through the gate and whose tables are built where they are not there.
   *
   * @returns undefined where the key fails the gate
   */
  findSlot(publicKey: Uint8Array): number | undefined {
    if (!(publicKey instanceof Uint8Array) || publicKey.length !== 32) return undefined;
    const id = bytesToHex(publicKey);
    const slot = this.#slots.get(id) ?? this.#load(publicKey);
    // Once more at the end: the map is in the order of use.
    this.#slots.delete(id);
    if (slot !== undefined) this.#slots.set(id, slot);
    return slot;
  }

  /** Verifies items with the key of a slot and writes 1 or 0 for each. Every item must fit, see `longestMessage`. */
  verify(slot: number, items: readonly SignedMessage[], out: (i: number, valid: number) => void): void {
    for (let from = 0; from < items.length;) {
      const count = this.#fill(items, from);
      this.#check(this.#exports.verify(slot, count));
      for (let i = 0; i < count; i++) out(from + i, this.#bytes[this.#results + i] as number);
      from += count;
    }
  }

  #fill(items: readonly SignedMessage[], from: number): number {
    let used = 0;
    let count = 0;
    for (; count < this.#block && from + count < items.length; count++) {
      const { message, signature } = items[from + count] as SignedMessage;
      const size = this.#exports.recordBytes(message.length);
      if (used + size > this.#capacity) break;
      this.#bytes.set(signature, this.#signatures + 64 * count);
      this.#bytes.set(message, this.#records + used + HEAD);
      this.#descriptors[2 * count] = used;
      this.#descriptors[2 * count + 1] = message.length;
      used += size;
    }
    return count;
  }

  /**
   * Verifies license tokens whose headers are the same `headerLength` characters.
   *
   * @param texts compact tokens of at most 8,192 characters
   * @param out gets the index, whether the signature holds, and the decoded payload, which is gone after the call;
   *   `undefined` for a text that is not in the one spelling: judge it character by character
   */
  verifyTokens(
    slot: number,
    texts: readonly string[],
    headerLength: number,
    out: (i: number, payload: Uint8Array | undefined, valid: boolean) => void,
  ): void {
    const { VALID, UNREADABLE } = this.#exports;
    for (let from = 0; from < texts.length;) {
      const count = this.#fillTexts(texts, from);
      this.#check(this.#exports.verifyTokens(slot, count, headerLength));
      for (let i = 0; i < count; i++) {
        const result = this.#bytes[this.#results + i];
        const start = this.#records + (this.#descriptors[2 * i] as number);
        const payload = this.#bytes.subarray(start, start + (this.#descriptors[2 * i + 1] as number));
        out(from + i, result === UNREADABLE.value ? undefined : payload, result === VALID.value);
      }
      from += count;
    }
  }

  #fillTexts(texts: readonly string[], from: number): number {
    let used = 0;
    let count = 0;
    for (; count < this.#block && from + count < texts.length; count++) {
      const text = texts[from + count] as string;
      const size = this.#exports.recordBytes(text.length);
      if (used + size > this.#capacity) break;
      const at = this.#records + used + HEAD;
      const { read } = ENCODER.encodeInto(text, this.#bytes.subarray(at, at + text.length));
      this.#descriptors[2 * count] = used;
      // Letters beyond ASCII take more room than they have: an empty text, which is unreadable, stands for such.
      this.#descriptors[2 * count + 1] = read === text.length ? text.length : 0;
      used += size;
    }
    return count;
  }

  /**
   * Machine IDs of scheme `os` for up to 4,096 machines.
   *
   * @param machines the OS machine ID and the account, ASCII both, together at most 300 characters
   * @returns the IDs one after the other, each `product.length + 34` characters
   */
  machineIds(product: string, machines: readonly (readonly [osId: string, account: string])[]): string {
    const descriptors = new Uint32Array(this.#bytes.buffer, this.#records, 3 * machines.length);
    const productAt = this.#records + 12 * machines.length;
    // One text for all, and one call to copy it: characters are bytes here.
    let text = product;
    machines.forEach(([osId, account], i) => {
      descriptors[3 * i] = productAt + text.length;
      descriptors[3 * i + 1] = osId.length;
      descriptors[3 * i + 2] = account.length;
      text += osId + account;
    });
    ENCODER.encodeInto(text, this.#bytes.subarray(productAt, this.#records + this.#capacity));
    const at = productAt + text.length;
    const length = machines.length * (product.length + 34);
    this.#check(this.#exports.machineIds(machines.length, this.#records, productAt, product.length, at));
    return DECODER.decode(this.#bytes.subarray(at, at + length));
  }

  #check(status: number): void {
    if (status !== this.#exports.OK.value) throw new Error('the engine refused a block');
  }

  #load(publicKey: Uint8Array): number | undefined {
    const slot = this.#free.pop() ?? this.#evict();
    this.#bytes.set(publicKey, this.#records);
    if (this.#exports.setKey(slot) === this.#exports.OK.value) return slot;
    this.#free.push(slot);
    return undefined;
  }

  #evict(): number {
    const [id, slot] = this.#slots.entries().next().value as [string, number];
    this.#slots.delete(id);
    return slot;
  }
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** Pages that the module asks for at least. */
const SMALLEST = 8;

function instantiate(
  module: WebAssembly.Module,
  pages: number,
): { exports: Exports; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { exports: exports as unknown as Exports, memory };
}
