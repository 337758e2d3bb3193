import { verifySignature } from '@latchkey/crypto';
import { expect, it } from 'vitest';
import { askEngine, differing, judge, makeCases, makeKeys } from '../engine/cases.js';
import { BUILDS, Host, WINDOWS } from '../engine/host.js';

/** Fifty rounds of 20,000 signatures; each has its keys, its window and its sizes of batches. */
const ROUNDS = Array.from({ length: 50 }, (_, i) => i);
const CASES = 20_000;
const SIZES = [[1, 3, 12, 13, 100], [4096], [64, 65, 500], [342, 1023, 2049], [8, 4095]];

it.each(ROUNDS)('all builds agree with the verdicts on 20,000 signatures, round %i of 50', (round) => {
  const keys = makeKeys(4);
  const cases = makeCases(keys, CASES);
  // Once for all builds: node:crypto for each signature, `verifySignature` for one in twenty-five; see cases.ts.
  const expected = judge(keys, cases);
  for (let i = round % 25; i < CASES; i += 25) {
    const { key, message, signature } = cases[i] as (typeof cases)[number];
    const exact = verifySignature((keys[key] as (typeof keys)[number]).bytes, message, signature);
    expect(exact).toBe(expected[i] === 1);
  }
  const window = WINDOWS[round % WINDOWS.length] as number;
  const sizes = SIZES[round % SIZES.length] as number[];
  for (const build of BUILDS) {
    const host = new Host(build, { window, keys: 2 });
    const verdicts = askEngine(host, 2, keys, cases, (items, slot) => host.verify(items, { slot, sizes }));
    expect(differing(keys, cases, expected, verdicts), `${build}, windows of ${window} bits`).toEqual([]);
  }
});

it('1,000,000 signatures pass through one instance, and its memory stays as it is', () => {
  const keys = makeKeys(1);
  const cases = makeCases(keys, CASES);
  const expected = judge(keys, cases);
  const host = new Host('fma', { window: 8 });
  const { buffer } = host.memory;
  for (const round of ROUNDS) {
    const verdicts = askEngine(host, 1, keys, cases, (items) => host.verify(items));
    expect(Buffer.compare(verdicts, expected), `round ${round}`).toBe(0);
  }
  expect(host.memory.buffer).toBe(buffer);
});
