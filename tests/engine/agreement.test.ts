import { verifySignature } from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import vectors from '../../packages/crypto/testing/rfc8032.json' with { type: 'json' };
import { askEngine, CHANGE_NAMES, differing, judge, makeCases, makeKeys, type Key } from './cases.js';
import { BUILDS, Host, OK, WINDOWS, type Item } from './host.js';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const bent = (data: Uint8Array, at: number) => data.map((x, i) => (i === at ? x ^ 1 : x));

describe.each(BUILDS)('RFC 8032 §7.1, %s', (build) => {
  it.each(WINDOWS)('holds with windows of %i bits, and no bit of it changed', (window) => {
    const host = new Host(build, { window });
    for (const vector of vectors) {
      const item = { message: bytes(vector.message), signature: bytes(vector.signature) };
      const wrong = Array.from({ length: 64 }, (_, at) => ({ ...item, signature: bent(item.signature, at) }));
      expect(host.setKey(bytes(vector.publicKey))).toBe(OK);
      expect([...host.verify([item, ...wrong, item])]).toEqual([1, ...wrong.map(() => 0), 1]);
      expect([...host.verify([item])]).toEqual([1]);
    }
  });
});

const CASES = 20_000;
/** Two cases of twelve: a sound one and a changed one. */
const isSampled = (_: unknown, i: number) => i % 12 === 0 || i % 12 === 3;
const KEYS = makeKeys(7);
const ALL = makeCases(KEYS, CASES);
// The verdicts, computed once for all builds. node:crypto judges all of them, `verifySignature` a sample, which has to
// agree with node:crypto; cases.ts says why that is enough.
const EXPECTED = judge(KEYS, ALL);
const SAMPLE = ALL.filter(isSampled);
const SAMPLE_EXPECTED = EXPECTED.filter(isSampled);

it('the exact oracle says what node:crypto says of a sample', () => {
  const verdicts = Uint8Array.from(SAMPLE, ({ key, message, signature }) =>
    verifySignature((KEYS[key] as Key).bytes, message, signature) ? 1 : 0,
  );
  expect(SAMPLE.length).toBeGreaterThan(3_000);
  expect(differing(KEYS, SAMPLE, SAMPLE_EXPECTED, verdicts)).toEqual([]);
});

it('half of the cases hold, and each way to change one occurs', () => {
  expect(EXPECTED.reduce((sum, verdict) => sum + verdict)).toBe(CASES / 2);
  for (const name of CHANGE_NAMES) {
    expect(ALL.filter(({ change }) => change === name).length, name).toBeGreaterThan(CASES / 50);
  }
});

/** Batches that take each path: handfuls, strands, and blocks, odd and even. */
const MIXED = [1, 2, 5, 12, 13, 31, 64, 341, 342, 1022, 1023, 1];

describe.each(BUILDS)(`${CASES} random signatures, %s`, (build) => {
  it.each<[number, number, readonly number[] | undefined]>([
    [5, 1, MIXED],
    [8, 3, undefined],
    [12, 2, MIXED.toReversed()],
    [14, 1, undefined],
  ])('agrees with windows of %i bits and %i key slots', (window, slots, sizes) => {
    const host = new Host(build, { window, keys: slots });
    const ask = (items: readonly Item[], slot: number) =>
      host.verify(items, sizes ? { slot, sizes } : { slot });
    const verdicts = askEngine(host, slots, KEYS, ALL, ask);
    expect(differing(KEYS, ALL, EXPECTED, verdicts)).toEqual([]);
  });

  it('agrees by the slow path alone', () => {
    const host = new Host(build, { window: 4 });
    const before = host.hits().slow;
    const ask = (items: readonly Item[], slot: number) => askSlowly(host, items, slot);
    expect(differing(KEYS, SAMPLE, SAMPLE_EXPECTED, askEngine(host, 1, KEYS, SAMPLE, ask))).toEqual([]);
    expect(host.hits().slow - before).toBe(SAMPLE.length);
  });
});

function askSlowly(host: Host, items: readonly Item[], slot: number): Uint8Array {
  const count = host.lay(items);
  expect(host.abi.verifyBySlowPath(slot, count)).toBe(OK);
  const verdicts = [...host.results(count)];
  return Uint8Array.from([
    ...verdicts,
    ...(count < items.length ? askSlowly(host, items.slice(count), slot) : []),
  ]);
}
