import type { Abi } from '../host.js';
import { instantiate, load, type Build, type Memory } from '../wasm.js';

/** Entry of a test build: the parts of the engine, one by one, and its equation without the hash in front of it. */
export const ENTRY = `
import { addUpFew, compareFew, FEW } from './few';
import { addUpMany, compareMany } from './many';
import { DIGIT_ROW, digits, records, received, results, signatures, windows } from './memory';
import { recodeHash, recodeScalar } from './scalar';
export * from './abi';
export { denominators, differencesBetween, inverses, minus, multiply, newX, newY, ONE, plus, slopesBetween, squareTimes, toWords, fromWords } from './generated/field';
export { equalsFirst, invert, isOddFirst, isZero, pack, powerForRoot } from './field';
export { addPoints, decodePoint, doublePoint, encodePoint, isIdentity, negatePoint, setIdentity } from './curve';
export { reduceHash, reduceScalar } from './generated/scalar';
export { sha512 } from './generated/sha512';
export { isBelowL, recodeHash, recodeScalar } from './scalar';
export { arrange, DIGIT_ROW } from './memory';

/** R ‖ S at the signatures, the 64 bytes of k at the records; results are flags. \`count\` is even. */
export function equations(slot: i32, count: i32): void {
  for (let i = 0; i < count; i++) {
    const signature = signatures + 64 * <usize>i, column = digits + 2 * <usize>i;
    recodeHash(records + 64 * <usize>i, column);
    recodeScalar(signature + 32, column + <usize>windows * DIGIT_ROW);
    store<u32>(received + 4 * <usize>i, <u32>signature);
    store<u8>(results + <usize>i, 0);
  }
  const pairs = count >> 1;
  if (count <= FEW) {
    addUpFew(slot, pairs);
    compareFew(pairs);
  } else {
    addUpMany(slot, pairs);
    compareMany(pairs);
  }
}
`;

type Address = number;
/** Enough for each window and one key. */
const PAGES = 512;
/** What ENTRY exports besides the ABI. */
export interface KernelExports extends Abi {
  readonly DIGIT_ROW: { readonly value: number };
  readonly ONE: { readonly value: number };
  arrange(window: number, keys: number): number;
  equations(slot: number, count: number): void;
  multiply(out: Address, a: Address, b: Address): void;
  squareTimes(out: Address, a: Address, n: number): void;
  plus(out: Address, a: Address, b: Address): void;
  minus(out: Address, a: Address, b: Address): void;
  toWords(a: Address, laneA: Address, laneB: Address): void;
  fromWords(out: Address, laneA: Address, laneB: Address): void;
  pack(x: Address, laneA: Address, laneB: Address): void;
  invert(out: Address, z: Address): void;
  powerForRoot(out: Address, z: Address): void;
  equalsFirst(x: Address, y: Address): number;
  isZero(x: Address, lane: number): number;
  isOddFirst(x: Address): number;
  differencesBetween(n: number, points: Address, others: Address, d: Address, p: Address): void;
  slopesBetween(n: number, points: Address, others: Address, p: Address): void;
  inverses(n: number, index: number, d: Address, p: Address, rest: Address): void;
  newX(n: number, points: Address, d: Address, p: Address): void;
  newY(n: number, points: Address, d: Address, p: Address): void;
  denominators(n: number, points: Address, d: Address, p: Address, one: Address): void;
  reduceHash(h: Address, out: Address, centered: number): void;
  reduceScalar(s: Address, out: Address, centered: number): void;
  recodeHash(h: Address, to: Address): void;
  recodeScalar(s: Address, to: Address): void;
  isBelowL(s: Address): number;
  sha512(block: Address, blocks: number, out: Address): void;
  setIdentity(out: Address): void;
  addPoints(out: Address, p: Address, q: Address): void;
  doublePoint(out: Address, p: Address): void;
  negatePoint(out: Address, p: Address): void;
  decodePoint(out: Address, bytes: Address): number;
  encodePoint(out: Address, p: Address): void;
  isIdentity(p: Address): number;
}

/** A pair of field elements, one a lane, by their limbs. */
export type Pair = readonly [readonly number[], readonly number[]];

/** The parts of the engine, and a desk to lay their operands on: the room of the records. */
export class Kernels {
  readonly abi: KernelExports;
  readonly memory: Memory;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly desk: Address;
  /** Bytes of a field element. */
  readonly size: number;

  constructor(build: Build, folder: string) {
    const { exports, memory } = instantiate<KernelExports>(load(build, folder), PAGES);
    this.abi = exports;
    this.memory = memory;
    this.view = new DataView(memory.buffer);
    this.bytes = new Uint8Array(memory.buffer);
    this.size = build.startsWith('fma') ? 80 : 192;
    if (exports.setUp(5, 1) !== 0) throw new Error('setUp was refused');
    this.desk = exports.recordsAt();
  }

  /** The address of the i-th place for a field element. */
  at(i: number): Address {
    return this.desk + 256 * i;
  }

  putElement(address: Address, [a, b]: Pair): void {
    for (const [i, limb] of a.entries()) {
      this.view.setFloat64(address + 16 * i, limb, true);
      this.view.setFloat64(address + 16 * i + 8, b[i] ?? 0, true);
    }
  }

  element(address: Address): Pair {
    const lane = (offset: number) =>
      Array.from({ length: this.size / 16 }, (_, i) => this.view.getFloat64(address + 16 * i + offset, true));
    return [lane(0), lane(8)];
  }

  putNumber(address: Address, x: bigint, length = 32): void {
    for (let i = 0; i < length; i++) this.bytes[address + i] = Number((x >> BigInt(8 * i)) & 255n);
  }

  number(address: Address, length = 32): bigint {
    return this.bytes
      .subarray(address, address + length)
      .reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }
}
