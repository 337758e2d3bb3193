import { createHash } from 'node:crypto';
import { machineIdFromOs } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { BAD_ARGUMENT, BUILDS, Host, LEAST_PAGES, load, OK, type Abi } from './host.js';
import { layoutOf } from './layout.js';
import { instantiate } from './wasm.js';

/** The engine's exports that hash: what is written lies among the records, or nowhere. */
interface HashAbi extends Abi {
  sha256Records(count: number, at: number, out: number): number;
  machineIds(count: number, at: number, productAt: number, productLength: number, out: number): number;
}
type HashCall = Parameters<HashAbi['sha256Records']>;
type IdCall = Parameters<HashAbi['machineIds']>;

const TOP = 2 ** 32;
const COUNTS = [-1, -(2 ** 31), 2 ** 31 - 1, TOP - 1];
const OS_ID = '0123456789abcdef0123456789abcdef';
const PRODUCT = 'KSE';
const ID = machineIdFromOs({ osId: OS_ID, product: PRODUCT, account: '1000' });
const DIGEST = createHash('sha256').update(OS_ID).digest('hex');

describe.each(BUILDS)('the hashes of the engine, %s', (build) => {
  const host = new Host(build, { window: 4, keys: 1, spare: 1 });
  const { bytes, capacity } = host;
  const abi = host.abi as HashAbi;
  const layout = layoutOf(host, build, 4, 1);
  const records = abi.recordsAt();
  const end = records + capacity;
  // Among the records: what is hashed, the product code, descriptors for two, room for results.
  const [textAt, productAt, hashAt, idAt, out] = [0, 100, 128, 192, 256].map(
    (offset) => records + offset,
  ) as [number, number, number, number, number];

  function lay(hash = [textAt, 32, textAt, 32], machines = [textAt, 32, 4, textAt, 32, 4]): void {
    bytes.fill(0x5a, records);
    bytes.set(Buffer.from(`${OS_ID}1000`), textAt);
    bytes.set(Buffer.from(PRODUCT), productAt);
    bytes.set(new Uint8Array(Uint32Array.from(hash).buffer), hashAt);
    bytes.set(new Uint8Array(Uint32Array.from(machines).buffer), idAt);
  }
  const read = (at: number, length: number) => Buffer.from(bytes.slice(at, at + length));

  /** Sound calls, whose results end where `to` says; nothing else changes but scratch. */
  function expectResults(to: number): void {
    lay();
    const before = host.snapshot();
    expect(abi.sha256Records(2, hashAt, to - 64)).toBe(OK);
    expect(read(to - 64, 64).toString('hex')).toBe(DIGEST + DIGEST);
    expect(host.firstChange(before, [layout.fixed, [to - 64, to]])).toBe(-1);
    expect(abi.machineIds(2, idAt, productAt, 3, to - 74)).toBe(OK);
    expect(read(to - 74, 74).toString('latin1')).toBe(ID + ID);
    expect(host.firstChange(before, [layout.fixed, [to - 74, to]])).toBe(-1);
  }

  /** Refused, every byte stays, and the engine goes on. */
  function expectRefusals(hashes: readonly HashCall[], ids: readonly IdCall[]): void {
    const before = host.snapshot();
    for (const call of hashes) expect(abi.sha256Records(...call), call.join()).toBe(BAD_ARGUMENT);
    for (const call of ids) expect(abi.machineIds(...call), call.join()).toBe(BAD_ARGUMENT);
    expect(host.firstChange(before)).toBe(-1);
    expectResults(out + 74);
  }

  it('write what they are asked for, up to the end of the records', () => {
    expectResults(out + 74);
    expectResults(end);
  });

  it('take descriptors from the end of the records, and none at all', () => {
    lay();
    bytes.copyWithin(end - 16, hashAt, hashAt + 16);
    expect(abi.sha256Records(2, end - 16, out)).toBe(OK);
    expect(read(out, 64).toString('hex')).toBe(DIGEST + DIGEST);
    bytes.copyWithin(end - 24, idAt, idAt + 24);
    expect(abi.machineIds(2, end - 24, productAt, 3, out)).toBe(OK);
    expect(read(out, 74).toString('latin1')).toBe(ID + ID);
    const before = host.snapshot();
    for (const at of [records, end]) {
      expect(abi.sha256Records(0, at, at)).toBe(OK);
      expect(abi.machineIds(0, at, productAt, 3, at)).toBe(OK);
    }
    expect(host.firstChange(before, [layout.fixed])).toBe(-1);
  });

  it('refuse counts that no records hold', () => {
    lay();
    expectRefusals(
      [...COUNTS, capacity / 32 + 1, capacity / 8 + 1].map((count): HashCall => [count, records, records]),
      [...COUNTS, Math.floor(capacity / 37) + 1, Math.floor(capacity / 12) + 1].map((count): IdCall => [
        count,
        records,
        productAt,
        3,
        records,
      ]),
    );
  });

  it('refuse descriptors and results that are not among the records', () => {
    lay();
    // Zeros are sound descriptors: nothing but their place speaks against them.
    bytes.fill(0, end - 128, end + 128);
    const { tables, results, signatures, descriptors, spare } = layout;
    const elsewhere = [tables[0], tables[1], results, signatures, descriptors, spare].flatMap(
      (region) => region ?? [],
    );
    const outside = [
      0,
      1024,
      ...elsewhere.filter((at) => at !== records && at !== end),
      records - 1,
      end + 1,
      2 ** 31,
      TOP - 1,
    ];
    const [hashPlaces, digestPlaces, idPlaces, textPlaces] = [16, 64, 24, 74].map((size) => [
      ...outside,
      records - size,
      end - size + 1,
      end,
      TOP - size,
    ]) as [number[], number[], number[], number[]];
    expectRefusals(
      [
        ...hashPlaces.map((at): HashCall => [2, at, out]),
        ...digestPlaces.map((at): HashCall => [2, hashAt, at]),
        ...outside.flatMap((at): HashCall[] => [
          [0, at, out],
          [0, hashAt, at],
        ]),
      ],
      [
        ...idPlaces.map((at): IdCall => [2, at, productAt, 3, out]),
        ...textPlaces.map((at): IdCall => [2, idAt, productAt, 3, at]),
      ],
    );
  });

  it.each([
    [TOP - 1, 1],
    [bytes.length, 1],
    [bytes.length + 1, 0],
    [bytes.length - 5, 6],
    [1, TOP - 1],
  ])('refuse a record at %i of %i bytes, outside the memory', (at, length) => {
    lay([textAt, 32, at, length], [textAt, 32, 4, at, length, 0]);
    expectRefusals([[2, hashAt, out]], [[2, idAt, productAt, 3, out]]);
  });

  it('refuse what is no product code', () => {
    lay();
    const lengths = [-(2 ** 31), -1, 0, 1, 17, 2 ** 31 - 1].map((n): IdCall => [2, idAt, productAt, n, out]);
    const places = [textAt, bytes.length - 2, TOP - 1].map((at): IdCall => [2, idAt, at, 3, out]);
    expectRefusals([], [...lengths, ...places]);
  });

  it('refuse everything until the memory is laid out', () => {
    const { exports, memory } = instantiate<HashAbi>(load(build), LEAST_PAGES);
    const now = new Uint8Array(memory.buffer);
    now.set(Buffer.from(PRODUCT), 70_000);
    const before = now.slice();
    expect(exports.setUp(3, 1)).toBe(BAD_ARGUMENT);
    for (const count of [0, 1]) {
      for (const at of [0, 65_536, exports.recordsAt()]) {
        expect(exports.sha256Records(count, at, at)).toBe(BAD_ARGUMENT);
        expect(exports.machineIds(count, at, 70_000, 3, at)).toBe(BAD_ARGUMENT);
      }
    }
    expect(Buffer.compare(before, now)).toBe(0);
  });
});
