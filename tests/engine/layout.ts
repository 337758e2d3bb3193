import { widthsOf } from './craft.js';
import type { Build, Host, Region } from './host.js';

/** The parts of the engine's memory, from first to last (docs/wasm-abi.md): what a call may change, and what not. */
export interface Layout {
  /** Constants and scratch of the module. */
  readonly fixed: Region;
  /** By slot, the base point's first. */
  readonly tables: readonly Region[];
  /** By slot: the point, and the bytes of the key. */
  readonly points: readonly Region[];
  readonly keys: readonly Region[];
  /** Where tables are made from. */
  readonly chain: Region;
  /** What is computed with, from the accumulators to the addresses of R. */
  readonly working: Region;
  readonly results: Region;
  readonly signatures: Region;
  readonly descriptors: Region;
  readonly records: Region;
  /** Pages that nobody asked for. */
  readonly spare: Region;
}

/** Multiples of a field element and of a pair of signatures, as memory.ts has them. */
const SIZE_OF_ELEMENT = { fma: 5 * 16, plain: 12 * 16 };

export function layoutOf(host: Host, build: Build, window: number, keys: number): Layout {
  const { abi, block, capacity } = host;
  const widths = widthsOf(window);
  const element = SIZE_OF_ELEMENT[build.startsWith('fma') ? 'fma' : 'plain'];
  const items = block / 2 + 1024;
  const tableBytes = widths.reduce((sum, width) => sum + 64 * 2 ** (width - 1), 0);
  const slots = Array.from({ length: 1 + keys }, (_, i) => i);
  // Backwards from the results, which is the first address that the engine tells.
  let end = abi.resultsAt();
  const before = (...sizes: number[]): Region => {
    const to = end;
    for (const size of sizes) end -= Math.ceil(size / 64) * 64;
    return [end, to];
  };
  const working = before(
    4 * (block + 2),
    (2 * block + 32) * 2 * widths.length,
    element * (items + 4),
    element * items,
    2 * element * items,
    2 * element * items,
  );
  const chain = before(2 * element * 255);
  const [keyBytes] = before(32 * slots.length);
  const [keyPoints] = before(4 * element * slots.length);
  const [tables] = before(tableBytes * slots.length);
  const nth = (from: number, size: number) =>
    slots.map((i): Region => [from + i * size, from + (i + 1) * size]);
  const records = abi.recordsAt();
  return {
    fixed: [0, tables],
    tables: nth(tables, tableBytes),
    points: nth(keyPoints, 4 * element),
    keys: nth(keyBytes, 32),
    chain,
    working,
    results: [abi.resultsAt(), abi.resultsAt() + block],
    signatures: [abi.signaturesAt(), abi.signaturesAt() + 64 * block],
    descriptors: [abi.descriptorsAt(), abi.descriptorsAt() + 8 * block],
    records: [records, records + capacity],
    spare: [records + capacity, host.bytes.length],
  };
}
