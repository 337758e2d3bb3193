import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeKeys, type Key } from './cases.js';
import { BUILDS, Host, OK, type Build, type Item } from './host.js';

const [KEY] = makeKeys(1) as [Key];
const signed = (i: number, length: number): Item => {
  const message = Uint8Array.from({ length }, (_, at) => (i * 31 + at * 7) & 255);
  return { message, signature: new Uint8Array(sign(null, message, KEY.privateKey)) };
};
/** Messages of 0 to 250 bytes, so that neighbours have different numbers of blocks. */
const GOOD = Array.from({ length: 400 }, (_, i) => signed(i, (i * 67) % 251));
const many = (count: number) => Array.from({ length: count }, (_, i) => GOOD[i % GOOD.length] as Item);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

function open(build: Build, window: number): Host {
  const host = new Host(build, { window });
  expect(host.setKey(KEY.bytes)).toBe(OK);
  return host;
}

/** Changes one bit of the signatures at some positions where they lie, and back; true where just these are refused. */
function areRefused(host: Host, count: number, positions: readonly number[]): boolean {
  const expected = new Uint8Array(count).fill(1);
  const flip = () => {
    for (const at of positions) {
      const byte = host.abi.signaturesAt() + 64 * at + ((at + count) % 63);
      host.bytes[byte] = (host.bytes[byte] ?? 0) ^ (1 << (at % 8));
      expected[at] = 0;
    }
  };
  flip();
  const verdicts = host.run(count);
  flip();
  return Buffer.compare(verdicts, expected) === 0;
}

function fill(host: Host, count: number): void {
  expect(host.lay(many(count))).toBe(count);
  expect(areRefused(host, count, [])).toBe(true);
}

/** The positions with a certain bit set, and all: any two positions are told apart, and each is bad in some. */
const patterns = (count: number) => [
  range(0, count - 1),
  ...range(0, Math.floor(Math.log2(count + 1))).map((bit) =>
    range(0, count - 1).filter((at) => ((at >> bit) & 1) === 1),
  ),
];

describe.each(BUILDS)('bad signatures among good ones, %s', (build) => {
  it('are found, and they alone, in each batch of 0 to 130, at each position', () => {
    const host = open(build, 6);
    for (const count of range(0, 130)) {
      fill(host, count);
      for (const bad of patterns(count)) expect(areRefused(host, count, bad), `batch of ${count}`).toBe(true);
    }
  });

  it('are found, single ones, at each position of batches that take each path', () => {
    const host = open(build, 6);
    for (const count of [...range(1, 16), 31, 32, 33, 64, 65]) {
      fill(host, count);
      const wrong = range(0, count - 1).filter((at) => !areRefused(host, count, [at]));
      expect(wrong, `batch of ${count}`).toEqual([]);
    }
  });

  it('are found at the edges of strips, shares, paths and blocks', () => {
    const host = open(build, 8);
    const edges = [0, 1, 63, 64, 1022, 1023, 2047, 2048];
    for (const count of [341, 342, 1022, 1023, 2047, 2048, 2049, 4095, 4096]) {
      fill(host, count);
      const inside = edges.filter((edge) => edge < count - 2);
      for (const bad of [inside, inside.slice(-1), [0], [count - 2], [count - 1]]) {
        expect(areRefused(host, count, bad), `batch of ${count}, ${bad}`).toBe(true);
      }
    }
  });

  it.each([4095, 4096, 4097, 8193])(
    'are found among %i, which are more than a block or one less',
    (count) => {
      const items = many(count);
      const expected = items.map(() => 1);
      for (const at of [0, 4094, 4095, 4096, 8191, 8192].filter((i) => i < count)) {
        items[at] = { ...(items[at] as Item), message: Uint8Array.of(1, 2, 3, 4) };
        expected[at] = 0;
      }
      expect([...open(build, 8).verify(items)]).toEqual(expected);
    },
  );

  it.each([2, 12, 13, 14, 64, 1022, 1024, 4096])(
    'are not taken for their neighbours in the other lane, batch of %i',
    (count) => {
      const host = open(build, 8);
      const items = many(count);
      const partner = (i: number) => items[(i ^ 1) < count ? i ^ 1 : i] as Item;
      const exchanged = items.map((_, i) => partner(i));
      const signatures = items.map(({ message }, i) => ({ message, signature: partner(i).signature }));
      const messages = items.map(({ signature }, i) => ({ message: partner(i).message, signature }));
      const halves = items.map(({ message, signature }, i) => ({
        message,
        signature: Uint8Array.from([...signature.subarray(0, 32), ...partner(i).signature.subarray(32)]),
      }));
      const paired = items.map((_, i) => ((i ^ 1) < count ? 0 : 1));
      expect([...host.verify(exchanged)]).toEqual(items.map(() => 1));
      for (const wrong of [signatures, messages, halves]) expect([...host.verify(wrong)]).toEqual(paired);
    },
  );
});

describe.each(BUILDS)('lengths of messages, %s', (build) => {
  const lengths = range(0, 300);

  it.each([
    ['in order', lengths],
    ['backwards', lengths.toReversed()],
    ['mixed', lengths.map((i) => (i * 173) % 301)],
  ])('0 to 300, all in one batch, %s', (_, order) => {
    const host = open(build, 8);
    const items = order.map((length, i) => signed(i, length));
    expect([...host.verify(items)]).toEqual(items.map(() => 1));
    const cut = items.map(({ message, signature }) => ({
      message: message.length > 0 ? message.subarray(1) : Uint8Array.of(0),
      signature,
    }));
    expect([...host.verify(cut)]).toEqual(items.map(() => 0));
  });

  it('one message that fills the records to the last byte, and not a byte more', () => {
    const host = open(build, 8);
    const longest = host.capacity - 64 - 17;
    expect(host.abi.recordBytes(longest)).toBe(host.capacity);
    expect([...host.verify([signed(1, longest)])]).toEqual([1]);
    expect(host.lay([signed(1, longest + 1)])).toBe(0);
    host.describe(0, 0, longest + 1);
    expect(host.abi.verify(1, 1)).toBe(host.abi.BAD_ARGUMENT.value);
  });

  it('a block of 4,096 messages that fill the records to the last byte', () => {
    const host = open(build, 8);
    const items = Array.from({ length: 32 }, (_, i) => signed(i, host.capacity / host.block - 64 - 17));
    const block = range(1, host.block).map((i) => items[i % 32] as Item);
    expect(host.lay(block)).toBe(host.block);
    expect([...host.run(host.block)]).toEqual(block.map(() => 1));
  });
});
