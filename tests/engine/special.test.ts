import { verifySignature } from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import { decode, P, smallOrderEncodings, smallOrderPoints } from '../../packages/crypto/testing/curve.js';
import { fromLittleEndian, L } from '../vectors/ed25519.js';
import {
  bytes32,
  challenge,
  doublesAtTheEnd,
  encode,
  knownKey,
  meetsException,
  messageOf,
  rowsOf,
  signWith,
  sumIsIdentity,
  vanishesBeforeTheEnd,
  withS,
  type KnownKey,
} from './craft.js';
import { Point } from '@noble/ed25519';
import { BUILDS, Host, OK, type Item } from './host.js';

const KEY = knownKey(0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn);
const NONCE = 0xfedcba0987654321n;
/** The base point and its opposite: their look-ups may meet those of S in any window. */
const NEAR_KEYS = [knownKey(1n), knownKey(-1n)];

/** Sizes that take each path of the engine: handfuls, strands and blocks; even and odd. */
const SIZES = [1, 2, 3, 12, 13, 64, 341, 1022, 1023, 2050];

const good = (key: KnownKey, i: number) => signWith(key, NONCE + BigInt(i), messageOf(i, i % 200));
const GOOD = Array.from({ length: 64 }, (_, i) => good(KEY, i));
const fillUp = (count: number) => Array.from({ length: count }, (_, i) => GOOD[i % GOOD.length] as Item);
const isValid = (key: KnownKey, { message, signature }: Item) =>
  verifySignature(key.bytes, message, signature);

function open(build: (typeof BUILDS)[number], key: KnownKey, window: number): Host {
  const host = new Host(build, { window });
  expect(host.setKey(key.bytes)).toBe(OK);
  return host;
}

/** Runs items among sound ones, each size of batch, at its end, its beginning and spread over it. */
function expectAmongOthers(
  host: Host,
  items: readonly Item[],
  expected: readonly number[],
  sizes = SIZES,
): void {
  for (const size of sizes) {
    for (let first = 0; first < items.length; first += size) {
      const some = items.slice(first, first + size);
      for (const step of [1, Math.floor(size / some.length)]) {
        const batch = fillUp(size);
        const verdicts = batch.map(() => 1);
        for (const [i, item] of some.entries()) {
          batch[size - 1 - i * step] = item;
          verdicts[size - 1 - i * step] = expected[first + i] ?? 0;
        }
        expect([...host.verify(batch)]).toEqual(verdicts);
      }
    }
  }
}

// ---- S and R out of the ordinary

/** S at the edges of its range. Only S = r + k·a holds, and no sender can reach that on purpose: all are refused. */
const S_VALUES: readonly (readonly [string, bigint])[] = [
  ['0', 0n],
  ['1', 1n],
  ['2^252 − 1', (1n << 252n) - 1n],
  ['2^252', 1n << 252n],
  ['L − 1', L - 1n],
  ['L', L],
  ['L + 1', L + 1n],
  ['L + 2^64', L + (1n << 64n)],
  ['L + 2^128', L + (1n << 128n)],
  ['2^253 − 1', (1n << 253n) - 1n],
  ['2^255 − 1', (1n << 255n) - 1n],
  ['2^256 − 1', (1n << 256n) - 1n],
];
const TORSION = smallOrderPoints();

/** Name, item, and whether the equation holds with cofactor although it must be refused. */
const SPECIAL: readonly (readonly [string, Item])[] = [
  ...S_VALUES.map(([name, s]) => [`S = ${name}`, withS(good(KEY, 1), s)] as const),
  ['S + L', withS(good(KEY, 1), fromLittleEndian(good(KEY, 1).signature.subarray(32)) + L)],
  ['R and S zero', { message: messageOf(1), signature: new Uint8Array(64) }],
  ['R the identity, S = k·a', signWith(KEY, 0n, messageOf(1), Point.ZERO.toBytes())],
  [
    'R the identity, S = 0',
    { message: messageOf(1), signature: Uint8Array.from([1, ...new Uint8Array(63)]) },
  ],
  ...smallOrderEncodings().map(
    (r, i) => [`R of small order, encoding ${i}, S = k·a`, signWith(KEY, 0n, messageOf(i), r)] as const,
  ),
  ...TORSION.slice(1).map((point, i) => {
    const r = Point.BASE.multiply(NONCE).add(point).toBytes();
    return [`R plus ${i + 1} times a point of order 8`, signWith(KEY, NONCE, messageOf(i), r)] as const;
  }),
  [
    'R with its sign changed',
    signWith(
      KEY,
      NONCE,
      messageOf(1),
      encode(NONCE).map((x, i) => (i === 31 ? x ^ 0x80 : x)),
    ),
  ],
  ['R not on the curve', signWith(KEY, NONCE, messageOf(1), bytes32(2n))],
  ...Array.from({ length: 19 }, (_, y) => bytes32(P + BigInt(y)))
    .filter((r) => decode(r, true))
    .map((r, i) => [`R not canonical ${i}`, signWith(KEY, NONCE, messageOf(i), r)] as const),
];

describe.each(BUILDS)('S and R out of the ordinary, %s', (build) => {
  it('are refused wherever they stand, as the exact oracle refuses them', () => {
    const expected = SPECIAL.map(([, item]) => Number(isValid(KEY, item)));
    expect(expected).toEqual(SPECIAL.map(() => 0));
    const host = open(build, KEY, 8);
    expectAmongOthers(
      host,
      SPECIAL.map(([, item]) => item),
      expected,
    );
    // By the slow path too: there the sum with a small R would be noticed by nothing but the encoding.
    const count = host.lay([...SPECIAL.map(([, item]) => item), ...GOOD]);
    expect(host.abi.verifyBySlowPath(1, count)).toBe(OK);
    expect([...host.results(count)]).toEqual([...expected, ...GOOD.map(() => 1)]);
  });

  it.each([13, 4096])(
    'a batch of %i, all with S from 2^252 up to L − 1, is refused without the slow path',
    (size) => {
      const host = open(build, KEY, 8);
      const before = host.hits();
      const step = (L - (1n << 252n)) / BigInt(size);
      const batch = Array.from({ length: size }, (_, i) =>
        withS(GOOD[i % 64] as Item, L - 1n - step * BigInt(i)),
      );
      expect([...host.verify(batch)]).toEqual(batch.map(() => 0));
      expect(host.hits()).toEqual(before);
      expect([...host.verify(GOOD)]).toEqual(GOOD.map(() => 1));
    },
  );
});

// ---- equal and opposite points

/** Names a path and the sizes of batches that take it. */
const PATHS: readonly (readonly [string, readonly number[]])[] = [
  ['handfuls', [1, 2, 5, 12]],
  ['strands', [13, 64, 341, 700, 1022]],
  ['blocks', [1023, 2051, 4096]],
];

describe.each(BUILDS)('equal and opposite points, %s', (build) => {
  const WINDOWS = [4, 8, 11];
  const hard = (window: number) =>
    Array.from({ length: 4 }, (_, i) => [
      doublesAtTheEnd(KEY, i, window),
      vanishesBeforeTheEnd(KEY, i, window),
      sumIsIdentity(KEY, i),
    ]).flat();

  describe.each(WINDOWS)('windows of %i bits', (window) => {
    const items = hard(window);
    const expected = items.map((item) => Number(isValid(KEY, item)));

    it('are what the items are made for, and two of three hold', () => {
      expect(expected).toEqual(items.map((_, i) => (i % 3 === 2 ? 0 : 1)));
      for (const { message, signature } of items) {
        const k = challenge(signature.subarray(0, 32), KEY, message);
        const s = fromLittleEndian(signature.subarray(32));
        expect(meetsException(rowsOf(KEY, k, s, window))).toBe(true);
      }
    });

    it.each(PATHS)('get the right verdict in %s, by the slow path', (path, sizes) => {
      const host = open(build, KEY, window);
      for (const size of sizes) {
        const before = host.hits();
        expectAmongOthers(host, items, expected, [size]);
        const after = host.hits();
        // Twice each. Strands add in another order, and only a sum that is the identity is met by each order.
        const certain =
          path === 'strands' ? expected.filter((verdict) => verdict === 0).length : items.length;
        expect(after.slow - before.slow).toBeGreaterThanOrEqual(2 * certain);
        expect(after.zero).toBeGreaterThan(before.zero);
      }
    });
  });

  it.each(NEAR_KEYS)('of a key that is the base point or its opposite are met in all paths', (key) => {
    const host = open(build, key, 4);
    const items = Array.from({ length: 130 }, (_, i) => good(key, i)).map((item, i) =>
      i % 10 ? item : withS(item, 5n),
    );
    const expected = items.map((_, i) => (i % 10 ? 1 : 0));
    expect(isValid(key, items[1] as Item)).toBe(true);
    for (const size of [13, 14, 27, 32]) {
      const before = host.hits();
      expect([...host.verify(items.slice(0, size))]).toEqual(expected.slice(0, size));
      const after = host.hits();
      // Each of 63 strands adds a window of k to the same window of S: one in eight meets.
      expect(after.slow - before.slow).toBeGreaterThan(size / 2);
      expect(after.zero).toBeGreaterThan(before.zero);
    }
    const many = Array.from({ length: 8 }, () => items).flat();
    expect([...host.verify(many)]).toEqual(many.map((_, i) => expected[i % 130]));
    expect([...host.verify(items, { sizes: [1, 2, 3, 12] })]).toEqual(expected);
  });

  it('are not met by honest signatures', () => {
    const host = open(build, KEY, 8);
    const before = host.hits();
    for (const size of SIZES) host.verify(fillUp(size));
    expect(host.hits()).toEqual(before);
  });
});
