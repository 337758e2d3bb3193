import { randomBytes, randomInt } from 'node:crypto';
import { instantiate, type Module } from '../wasm.js';
import { END, PAGES, type Hashes } from './hashes.js';

/** Beyond all data of the module. */
export const FREE = 65536;
/** What the memory is filled with. */
export const CANARY = 0xa5;

/**
 * Hands out places between canaries, at any alignment, and insists that nothing but the results was written, up to
 * `limit`: all of the memory, unless a test with very many calls says less.
 */
export class Arena {
  readonly engine: Hashes;
  readonly bytes: Buffer;
  readonly limit: number;
  /** Room for what the memory was, kept: to allocate it for each call would cost more than the call. */
  private readonly before: Buffer;
  private end = 0;
  private results: (readonly [at: number, length: number])[] = [];

  constructor(module: Module, limit = END) {
    const { exports: engine, memory } = instantiate<Hashes>(module, PAGES);
    this.engine = engine;
    this.bytes = Buffer.from(memory.buffer);
    this.limit = limit;
    this.before = Buffer.alloc(limit);
    this.bytes.fill(CANARY, FREE);
    this.reset();
  }

  reset(): void {
    this.bytes.fill(CANARY, FREE, this.limit);
    this.end = FREE + 1;
    this.results = [];
  }

  put(data: Uint8Array): number {
    const at = this.room(data.length);
    this.bytes.set(data, at);
    return at;
  }

  words(values: readonly number[]): number {
    return this.put(new Uint8Array(Uint32Array.from(values).buffer));
  }

  room(length: number): number {
    const at = this.end;
    this.end += length + 17 + randomInt(16);
    insist(this.end < this.limit, 'the arena is large enough');
    return at;
  }

  /** Room that may be written. */
  result(length: number): number {
    const at = this.room(length);
    this.allow(at, length);
    return at;
  }

  allow(at: number, length: number): void {
    this.results.push([at, length]);
  }

  slice(at: number, length: number): Buffer {
    return this.bytes.subarray(at, at + length);
  }

  /** Runs, and compares all that lies outside the results with what it was; `from` 0 includes the module's own data. */
  run(call: () => number, from = FREE): number {
    const { bytes, before, limit } = this;
    bytes.copy(before, from, from, limit);
    const status = call();
    for (const [at, length] of this.results) bytes.copy(before, at, at, Math.min(at + length, limit));
    const same = bytes.compare(before, from, limit, from, limit) === 0;
    insist(same, 'nothing is written outside the results');
    return status;
  }
}

export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function pick<T>(of: ArrayLike<T>): T {
  return of[randomInt(of.length)] as T;
}

/** Random text of characters of an alphabet; not quite evenly, but fast. */
export function textOf(length: number, alphabet: string): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}
