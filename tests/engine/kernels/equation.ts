import { describe, expect, it } from 'vitest';
import {
  bytes32,
  encode,
  equalStrands,
  knownKey,
  meetsException,
  rowsOf,
  strandsOf,
  type KnownKey,
} from '../craft.js';
import { OK, WINDOWS } from '../host.js';
import { L, mod, random, times } from '../numbers.js';
import type { Kernels } from './kernels.js';

/** Flags that a signature may have after the equation: R is right, or the affine additions met an exception. */
const [EQUAL, SLOW] = [1, 2];
/** Batches of each path: handfuls, strands of each number that there is, blocks. */
const COUNTS = [2, 12, 14, 32, 64, 82, 96, 130, 226, 344, 512, 682, 1022, 1024];

interface Trial {
  readonly k: bigint;
  readonly s: bigint;
  readonly r: Uint8Array;
}

const SCALARS_K = [0n, 1n, 2n, L - 1n, L, 1n << 252n, (1n << 512n) - 1n, random(64), random(64)];
const SCALARS_S = [
  0n,
  1n,
  L - 1n,
  1n << 252n,
  (1n << 252n) + random(15),
  mod(random(32), L),
  (1n << 200n) - 1n,
];

/**
 * R = S·B − k·A for any k and S: also for those that no hash can be made to give, S from 2^252 on with the right R
 * among them. `meetsException` foretells each exception of the affine additions, and no other must be flagged.
 */
export function testEquation(name: string, kernels: Kernels): void {
  const { abi } = kernels;

  /** The flags of each trial; all stand in batches of `count`, one after the other, over and over. */
  function flagsOf(trials: readonly Trial[], count: number): number[] {
    const flags: number[] = [];
    while (flags.length < trials.length) {
      for (let i = 0; i < count; i++) {
        const { k, s, r } = trials[(flags.length + i) % trials.length] as Trial;
        kernels.bytes.set(r, abi.signaturesAt() + 64 * i);
        kernels.bytes.set(bytes32(s), abi.signaturesAt() + 64 * i + 32);
        kernels.putNumber(abi.recordsAt() + 64 * i, k, 64);
      }
      abi.equations(1, count);
      flags.push(...kernels.bytes.subarray(abi.resultsAt(), abi.resultsAt() + count));
    }
    return flags.slice(0, trials.length);
  }

  function load(window: number, key: KnownKey): void {
    expect(abi.setUp(window, 1)).toBe(OK);
    kernels.bytes.set(key.bytes, abi.recordsAt());
    expect(abi.setKey(1)).toBe(OK);
  }

  /** Right and wrong R in turn, in batches of each path. */
  function expectFlags(key: KnownKey, window: number, pairs: readonly { k: bigint; s: bigint }[]): void {
    load(window, key);
    const rows = pairs.map(({ k, s }) => rowsOf(key, k % L, s, window));
    const trials = pairs.map(({ k, s }, i) => {
      const r = encode(s - k * key.scalar);
      return { k, s, r: i % 5 === 4 ? r.map((x, at) => (at === 31 ? x ^ 0x80 : x)) : r };
    });
    for (const count of COUNTS) {
      const met = rows.map((some) => meetsException(some, strandsOf(count, window)));
      const flags = flagsOf(trials, count).map((flag, i) => (met[i] ? flag & SLOW : flag));
      const expected = met.map((meets, i) => (meets ? SLOW : i % 5 === 4 ? 0 : EQUAL));
      expect(flags, `batches of ${count}`).toEqual(expected);
    }
  }

  describe(`the equation of ${name}, without the hash`, () => {
    const all = SCALARS_K.flatMap((k) => SCALARS_S.map((s) => ({ k, s })));

    it.each(WINDOWS)('holds for the right R and for no other, with windows of %i bits', (window) => {
      for (const key of [knownKey(random(32)), knownKey(1n), knownKey(-1n)]) expectFlags(key, window, all);
    });

    it('finds equal strands before they are merged, wherever their pair stands', () => {
      const key = knownKey(-1n);
      const trials = times(8, equalStrands);
      for (const { k, s } of trials) {
        expect(meetsException(rowsOf(key, k, s, 4), 4)).toBe(true);
        expect(meetsException(rowsOf(key, k, s, 4), 5)).toBe(false);
      }
      expect(strandsOf(512, 4)).toBe(4);
      expectFlags(key, 4, [...trials, ...all.slice(10, 40), ...trials]);
    });
  });
}
