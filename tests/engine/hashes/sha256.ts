import { createHash, randomBytes, randomInt } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Arena, CANARY, FREE, range } from './arena.js';
import { END } from './hashes.js';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
const around = (n: number) => [-2, -1, 0, 1, 2].map((d) => n + d);
const LENGTHS = [...range(301), ...around(512), ...around(1024), ...around(65536)];
const TOP = 2 ** 32;

export function testSha256(arena: Arena): void {
  const { engine } = arena;
  describe('SHA-256 of records', () => {
    const OK = engine.STATUS_OK.value;
    beforeEach(() => arena.reset());

    function expectDigests(records: readonly Uint8Array[]): void {
      arena.reset();
      const descriptors = arena.words(records.flatMap((record) => [arena.put(record), record.length]));
      const out = arena.result(32 * records.length);
      expect(arena.run(() => engine.sha256Records(records.length, descriptors, out))).toBe(OK);
      const digests = records.map((_, i) => arena.slice(out + 32 * i, 32).toString('hex'));
      expect(digests, `lengths ${records.map(({ length }) => length).join()}`).toEqual(records.map(sha256));
    }

    it('of every length, alone', () => {
      for (const length of LENGTHS) expectDigests([randomBytes(length)]);
    });

    it('of every length, together', () => {
      expectDigests(LENGTHS.map((length) => randomBytes(length)));
      expectDigests(range(301).map((length) => Buffer.alloc(length, 0xff)));
    });

    it('none', () => expectDigests([]));

    it.each(range(9).map((i) => i + 1))('%i at once', (count) => {
      expectDigests(range(count).map(() => randomBytes(300)));
      for (let i = 0; i < 40; i++) expectDigests(range(count).map(() => randomBytes(randomInt(400))));
    });

    it('every order of four that end at different blocks', () => {
      const lengths = [0, 55, 56, 5000];
      for (let i = 0; i < 256; i++) {
        expectDigests(
          [i & 3, (i >> 2) & 3, (i >> 4) & 3, i >> 6].map((n) => randomBytes(lengths[n] as number)),
        );
      }
    });

    it('a record may end where the memory ends', () => {
      const out = arena.result(64);
      const descriptors = arena.words([END - 5, 5, END, 0]);
      expect(arena.run(() => engine.sha256Records(2, descriptors, out))).toBe(OK);
      expect(arena.slice(out, 32).toString('hex')).toBe(sha256(Buffer.alloc(5, CANARY)));
      expect(arena.slice(out + 32, 32).toString('hex')).toBe(sha256(Buffer.alloc(0)));
    });

    it('descriptors may end there, and be a record themselves', () => {
      arena.bytes.writeUInt32LE(END - 8, END - 8);
      arena.bytes.writeUInt32LE(8, END - 4);
      const out = arena.result(32);
      expect(arena.run(() => engine.sha256Records(1, END - 8, out))).toBe(OK);
      expect(arena.slice(out, 32).toString('hex')).toBe(sha256(arena.slice(END - 8, 8)));
    });

    it('digests may end there', () => {
      const records = [randomBytes(70), randomBytes(7)] as const;
      const descriptors = arena.words(records.flatMap((record) => [arena.put(record), record.length]));
      arena.allow(END - 64, 64);
      expect(arena.run(() => engine.sha256Records(2, descriptors, END - 64))).toBe(OK);
      expect(arena.slice(END - 64, 64).toString('hex')).toBe(records.map(sha256).join(''));
    });

    it('what lies outside the memory is refused, and nothing is written', () => {
      const good = arena.words([FREE, 5, FREE, 5]);
      const place = arena.room(64);
      const records = [
        [END - 5, 6],
        [END + 1, 0],
        [FREE, TOP - 1],
        [TOP - 1, 1],
        [TOP - 1, TOP - 1],
        [1, TOP - 1],
      ] as const;
      const calls: Parameters<typeof engine.sha256Records>[] = [
        [-1, good, place],
        [-(2 ** 31), good, place],
        [2 ** 31 - 1, good, place],
        [2, END - 15, place],
        [2, good, END - 63],
        [1, TOP - 1, place],
        [1, good, TOP - 1],
        ...records.map((record): [number, number, number] => [2, arena.words([FREE, 5, ...record]), place]),
      ];
      for (const call of calls) {
        expect(
          arena.run(() => engine.sha256Records(...call), 0),
          call.join(),
        ).toBe(engine.STATUS_RANGE.value);
      }
    });
  });
}
