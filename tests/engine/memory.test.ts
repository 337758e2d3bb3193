import { describe, expect, it } from 'vitest';
import { doublesAtTheEnd, knownKey, messageOf, signWith, withS } from './craft.js';
import {
  BAD_ARGUMENT,
  BUILDS,
  Host,
  LEAST_PAGES,
  load,
  OK,
  WINDOWS,
  type Abi,
  type Build,
  type Item,
  type Region,
} from './host.js';
import { layoutOf } from './layout.js';
import { instantiate } from './wasm.js';

/** Large scalars: look-ups of small ones meet those of S now and then. */
const KEYS = [11n, 12n, 13n].map((i) => knownKey(i ** 70n)) as [Known, Known, Known];
type Known = ReturnType<typeof knownKey>;
const [KEY] = KEYS;
const signed = (key: Known, i: number) => signWith(key, 1000n + BigInt(i), messageOf(i, (i * 53) % 300));
const GOOD = Array.from({ length: 130 }, (_, i) => signed(KEY, i));
/** A bad one and one for the slow path among them. */
const MIXED = GOOD.with(3, withS(GOOD[3] as Item, 7n)).with(12, doublesAtTheEnd(KEY, 1, 6));
const VERDICTS = MIXED.map((_, i) => (i === 3 ? 0 : 1));

function open(build: Build, spare = 0): Host {
  const host = new Host(build, { window: 6, keys: 3, spare });
  expect(host.setKey(KEY.bytes)).toBe(OK);
  return host;
}

/** Fills regions with canaries. */
function paint(host: Host, regions: readonly Region[]): void {
  for (const [from, to] of regions) host.bytes.fill(0xa5, from, to);
}

/** Records as they lie, `gap` bytes apart. */
function recordsOf(host: Host, items: readonly Item[], gap: number): Region[] {
  let at = host.abi.recordsAt();
  return items.map(({ message }) => {
    const region = host.region(at, host.abi.recordBytes(message.length));
    at = region[1] + gap;
    return region;
  });
}

describe.each(BUILDS)('what a call changes, %s', (build) => {
  it('setKey: the tables and bytes of its slot, and what it works with', () => {
    const host = open(build, 1);
    const layout = layoutOf(host, build, 6, 3);
    paint(host, [layout.results, layout.signatures, layout.descriptors, layout.records, layout.spare]);
    host.bytes.set(KEYS[1].bytes, host.abi.recordsAt());
    const before = host.snapshot();
    expect(host.abi.setKey(2)).toBe(OK);
    const own = [layout.tables[2], layout.points[2], layout.keys[2]] as Region[];
    expect(host.firstChange(before, [layout.fixed, ...own, layout.chain, layout.working])).toBe(-1);
    // The layout is the engine's, or else this would not be the first byte to change.
    expect(host.firstChange(before, [layout.fixed])).toBe(own[0]?.[0]);
  });

  it.each([1, 2, 12, 13, 65, 130])(
    'verify, of %i signatures: results and records, and what it works with',
    (count) => {
      const host = open(build, 1);
      const layout = layoutOf(host, build, 6, 3);
      const gap = 64;
      const items = MIXED.slice(0, count);
      paint(host, [layout.results, layout.signatures, layout.descriptors, layout.records, layout.spare]);
      expect(host.lay(items, gap)).toBe(count);
      const before = host.snapshot();
      expect([...host.run(count)]).toEqual(VERDICTS.slice(0, count));
      // A result more where their number is odd: the last signature is computed in both lanes.
      const results = host.region(layout.results[0], count + (count & 1));
      const allowed = [layout.fixed, layout.working, results, ...recordsOf(host, items, gap)];
      expect(host.firstChange(before, allowed)).toBe(-1);
      // Messages stay, so that a block can be verified again.
      for (const [i, [from]] of recordsOf(host, items, gap).entries()) {
        const { message } = items[i] as Item;
        expect(Buffer.compare(host.bytes.subarray(from + 64, from + 64 + message.length), message)).toBe(0);
      }
      expect([...host.run(count)]).toEqual(VERDICTS.slice(0, count));
    },
  );

  it('verifyTokens, of any text: the same, signatures and descriptors', () => {
    const host = open(build, 1);
    const layout = layoutOf(host, build, 6, 3);
    const text = Buffer.from(`${'A'.repeat(40)}.${'B'.repeat(81)}.${'C'.repeat(86)}`);
    const items = Array.from(
      { length: text.length + 1 },
      (_, i) => ({ ...GOOD[0], message: text.subarray(0, i) }) as Item,
    );
    for (const header of [0, 1, 39, 40, 41, 122, 123, 300, host.capacity]) {
      paint(host, [layout.results, layout.signatures, layout.descriptors, layout.records, layout.spare]);
      const count = host.lay(items, 64);
      const before = host.snapshot();
      expect(host.abi.verifyTokens(1, count, header)).toBe(OK);
      const own = [
        host.region(layout.results[0], count + (count & 1)),
        host.region(layout.signatures[0], 64 * count),
        host.region(layout.descriptors[0], 8 * count),
      ];
      const allowed = [layout.fixed, layout.working, ...own, ...recordsOf(host, items, 64)];
      expect(host.firstChange(before, allowed)).toBe(-1);
    }
    expect([...host.verify(MIXED)]).toEqual(VERDICTS);
  });

  it('no constant of the module is ever changed', () => {
    const fresh = instantiate<Abi>(load(build), LEAST_PAGES).memory;
    const constants = new Uint8Array(fresh.buffer);
    const host = open(build);
    host.verify(Array.from({ length: 1100 }, (_, i) => MIXED[i % 130] as Item));
    host.verify(MIXED, { sizes: [1, 12, 60] });
    host.setKey(new Uint8Array(32), 2);
    host.lay(MIXED);
    host.abi.verifyTokens(1, 130, 9);
    const changed = constants.findIndex((byte, i) => byte !== 0 && byte !== host.bytes[i]);
    expect(constants.filter((byte) => byte !== 0).length).toBeGreaterThan(1_000);
    expect(changed).toBe(-1);
  });
});

describe.each(BUILDS)(
  'hostile arguments are refused, change nothing, and the instance goes on, %s',
  (build) => {
    const host = open(build);
    const { abi } = host;
    const top = 2 ** 32;

    /** Insists on a refusal that leaves every byte as it was, and on right verdicts afterwards. */
    function expectRefusal(call: () => number): void {
      const before = host.snapshot();
      expect(call()).toBe(BAD_ARGUMENT);
      expect(host.firstChange(before)).toBe(-1);
    }
    const goesOn = () => expect([...host.verify(MIXED)]).toEqual(VERDICTS);

    const OFFSETS = [
      0,
      1,
      64,
      host.capacity - 256,
      host.capacity - 128,
      host.capacity - 127,
      host.capacity,
      2 ** 31,
      top - 128,
      top - 1,
    ];
    const LENGTHS = [
      0,
      47,
      48,
      175,
      176,
      host.capacity - 81,
      host.capacity - 80,
      host.capacity,
      2 ** 31 - 81,
      2 ** 31,
      top - 208,
      top - 145,
      top - 81,
      top - 64,
      top - 1,
    ];
    const fits = (offset: number, length: number) =>
      offset + Math.ceil((64 + length + 17) / 128) * 128 <= host.capacity;

    it.each([0, 1, 12, 129])('offsets and lengths, in descriptor %i of 130', (at) => {
      let refused = 0;
      for (const offset of OFFSETS) {
        for (const length of LENGTHS) {
          host.lay(MIXED);
          host.describe(at, offset, length);
          if (fits(offset, length)) {
            expect(abi.verify(1, 130)).toBe(OK);
            continue;
          }
          refused++;
          if (refused % 9 > 0) {
            expect(abi.verify(1, 130), `${offset} ${length}`).toBe(BAD_ARGUMENT);
            continue;
          }
          expectRefusal(() => abi.verify(1, 130));
          expectRefusal(() => abi.verifyBySlowPath(1, 130));
          expectRefusal(() => abi.verifyTokens(1, 130, 5));
        }
      }
      expect(refused).toBeGreaterThan(100);
      goesOn();
    });

    it.each([-1, host.block + 1, 2 ** 31 - 1, 2 ** 31, top - 1])('a count of %i', (count) => {
      expectRefusal(() => abi.verify(1, count));
      expectRefusal(() => abi.verifyBySlowPath(1, count));
      expectRefusal(() => abi.verifyTokens(1, count, 0));
      goesOn();
    });

    it.each([0, 2, 4, 8, 9, 33, 2 ** 31, -1, -31])('slot %i, which is none or holds no key', (slot) => {
      for (const count of [0, 1]) {
        expectRefusal(() => abi.verify(slot, count));
        expectRefusal(() => abi.verifyBySlowPath(slot, count));
        expectRefusal(() => abi.verifyTokens(slot, count, 0));
      }
      if (slot < 1 || slot > 3) expectRefusal(() => abi.setKey(slot));
      goesOn();
    });

    it.each([-1, host.capacity + 1, 2 ** 31 - 1, 2 ** 31])('a header of %i characters', (length) => {
      expectRefusal(() => abi.verifyTokens(1, 1, length));
      goesOn();
    });

    it.each<[number, number]>([
      [3, 1],
      [15, 1],
      [0, 1],
      [-1, 1],
      [2 ** 31, 1],
      [36, 1],
      [6, 0],
      [6, 9],
      [6, -1],
      [6, 2 ** 31],
      [14, 8],
    ])('windows of %i bits and %i keys, or more than the memory holds', (window, keys) => {
      expectRefusal(() => abi.setUp(window, keys));
      if (window !== 14) expect(abi.pagesFor(window, keys)).toBe(0);
      goesOn();
    });

    it('nothing at all: a count of 0 is no fault', () => {
      expect([...host.run(0)]).toEqual([]);
      goesOn();
    });

    it('asking for pages changes nothing', () => {
      const before = host.snapshot();
      const places = [abi.signaturesAt(), abi.descriptorsAt(), abi.recordsAt(), abi.resultsAt()];
      for (const window of WINDOWS) expect(abi.pagesFor(window, 8)).toBeGreaterThan(abi.pagesFor(window, 1));
      expect([abi.signaturesAt(), abi.descriptorsAt(), abi.recordsAt(), abi.resultsAt()]).toEqual(places);
      expect(host.firstChange(before)).toBe(-1);
      goesOn();
    });
  },
);

describe.each(BUILDS)('an instance, %s', (build) => {
  it('refuses to work before it is set up', () => {
    const { exports: abi, memory } = instantiate<Abi>(load(build), LEAST_PAGES);
    const before = new Uint8Array(memory.buffer).slice();
    expect([abi.setKey(1), abi.verify(1, 0), abi.verifyBySlowPath(1, 0), abi.verifyTokens(1, 0, 0)]).toEqual(
      Array.from({ length: 4 }, () => BAD_ARGUMENT),
    );
    expect(Buffer.compare(before, new Uint8Array(memory.buffer))).toBe(0);
  });

  it.each(WINDOWS)(
    'refuses windows of %i bits where the memory is a page too small, and takes just enough',
    (window) => {
      const pages = instantiate<Abi>(load(build), LEAST_PAGES).exports.pagesFor(window, 2);
      const { exports: small, memory } = instantiate<Abi>(load(build), pages - 1);
      const before = new Uint8Array(memory.buffer).slice();
      expect(small.setUp(window, 2)).toBe(BAD_ARGUMENT);
      expect(Buffer.compare(before, new Uint8Array(memory.buffer))).toBe(0);
      const host = new Host(build, { window, keys: 2 });
      expect(host.memory.buffer.byteLength).toBe(65536 * pages);
      expect(
        layoutOf(host, build, window, 2).spare[1] - layoutOf(host, build, window, 2).spare[0],
      ).toBeLessThan(65536);
      expect(host.setKey(KEY.bytes, 2)).toBe(OK);
      expect([...host.verify(GOOD, { slot: 2 })]).toEqual(GOOD.map(() => 1));
    },
  );

  it('can be set up again, with other windows and without the keys from before', () => {
    const host = new Host(build, { window: 9, keys: 3 });
    for (const window of [9, 5, 7]) {
      expect(host.abi.setUp(window, 2)).toBe(OK);
      expect(host.abi.verify(1, 0)).toBe(BAD_ARGUMENT);
      expect(host.setKey(KEY.bytes)).toBe(OK);
      expect([...host.verify(MIXED)]).toEqual(VERDICTS);
      expect(host.setKey(KEY.bytes, 3)).toBe(BAD_ARGUMENT);
    }
  });

  it.each([3, 8])('holds %i keys at once, and any of them can be replaced', (keys) => {
    const host = new Host(build, { window: 5, keys });
    const held = Array.from({ length: keys }, (_, i) => knownKey((100n + BigInt(i)) ** 40n));
    const [next] = KEYS;
    const all = [...held, next].map((key, i) => signed(key, i));
    const expectEach = (holders: readonly Known[]) => {
      for (const [i, holder] of holders.entries()) {
        const expected = [...held, next].map((key) => Number(key === holder));
        expect([...host.verify(all, { slot: 1 + i })]).toEqual(expected);
      }
    };
    for (const [i, key] of held.entries()) expect(host.setKey(key.bytes, 1 + i)).toBe(OK);
    expectEach(held);
    for (const at of [0, 1, keys - 1]) {
      expect(host.setKey(next.bytes, 1 + at)).toBe(OK);
      expectEach(held.with(at, next));
      expect(host.setKey((held[at] as Known).bytes, 1 + at)).toBe(OK);
      expectEach(held);
    }
    expect(host.setKey(new Uint8Array(32), 2)).not.toBe(OK);
    expect([...host.verify(all, { slot: 1 })].filter(Boolean)).toHaveLength(1);
    expect([...host.verify(all, { slot: 3 })].filter(Boolean)).toHaveLength(1);
  });

  it('does not interfere with another', () => {
    const [a, b] = [new Host(build, { window: 5 }), new Host(build, { window: 7 })];
    expect([a.setKey(KEYS[1].bytes), b.setKey(KEYS[2].bytes)]).toEqual([OK, OK]);
    const items = Array.from({ length: 40 }, (_, i) => signed(KEYS[1 + (i % 2)] as Known, i));
    expect([a.lay(items), b.lay(items)]).toEqual([40, 40]);
    const before = b.snapshot();
    expect([...a.run(40)]).toEqual(items.map((_, i) => Number(i % 2 === 0)));
    expect(a.setKey(new Uint8Array(32))).not.toBe(OK);
    expect(b.firstChange(before)).toBe(-1);
    expect([...b.run(40)]).toEqual(items.map((_, i) => i % 2));
    expect(b.hits()).toEqual({ slow: 0, zero: 0 });
  });

  it('takes 200,000 signatures, with one memory from first to last', () => {
    const host = open(build);
    const { buffer } = host.memory;
    const block = Array.from({ length: host.block }, (_, i) => MIXED[i % 130] as Item);
    const expected = Uint8Array.from(block, (_, i) => VERDICTS[i % 130] ?? 2);
    const external = process.memoryUsage().arrayBuffers;
    for (let done = 0; done < 200_000; done += block.length) {
      expect(host.lay(block)).toBe(block.length);
      expect(Buffer.compare(host.run(block.length), expected)).toBe(0);
    }
    expect(host.memory.buffer).toBe(buffer);
    expect(buffer.byteLength).toBe(host.bytes.length);
    expect(process.memoryUsage().arrayBuffers - external).toBeLessThan(buffer.byteLength);
  });
});
