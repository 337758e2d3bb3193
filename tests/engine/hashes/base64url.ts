import { randomBytes } from 'node:crypto';
import { base64urlnopad } from '@scure/base';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Arena, FREE, LETTERS, range, textOf } from './arena.js';
import { END } from './hashes.js';

const ALPHABET = `${LETTERS}${LETTERS.toLowerCase()}0123456789-_`;
const TOP = 2 ** 32;

/** The bytes of a text if it is the one spelling of them. */
function canonical(text: Buffer): Buffer | undefined {
  const bytes = Buffer.from(text.toString('latin1'), 'base64url');
  return bytes.toString('base64url') === text.toString('latin1') ? bytes : undefined;
}

export function testBase64url(arena: Arena): void {
  const { engine } = arena;
  describe('base64url', () => {
    const MALFORMED = engine.MALFORMED.value;
    beforeEach(() => arena.reset());

    /** What the text decodes to; undefined where it is refused. */
    function decode(text: Buffer): Buffer | undefined {
      arena.reset();
      const from = arena.put(text);
      const to = arena.result(Math.floor((text.length * 3) / 4));
      const status = arena.run(() => engine.decodeBase64url(from, text.length, to));
      return status === MALFORMED ? undefined : Buffer.from(arena.slice(to, status));
    }

    function expectDecoded(text: Buffer, expected: Buffer | undefined): void {
      const [hex, wanted] = [decode(text), expected].map((bytes) => bytes?.toString('hex'));
      // An assertion for each of very many texts would cost more than all the rest.
      if (hex !== wanted) expect(hex, JSON.stringify(text.toString('latin1'))).toBe(wanted);
    }

    it('of bytes of every length', () => {
      for (let length = 0; length <= 600; length++) {
        const bytes = randomBytes(length);
        const text = base64urlnopad.encode(bytes);
        expect(decode(Buffer.from(text))?.toString('hex'), text).toBe(bytes.toString('hex'));
      }
    });

    it('of every length, canonical or not', () => {
      for (let length = 0; length <= 600; length++) {
        const text = Buffer.from(textOf(length, ALPHABET));
        expectDecoded(text, canonical(text));
      }
    });

    it.each([1, 2, 3, 4, 6, 16, 22, 23, 36])(
      '%i characters, and any byte at any of their places',
      (length) => {
        const text = Buffer.from('A'.repeat(length));
        let accepted = 0;
        for (let at = 0; at < length; at++) {
          for (let value = 0; value < 256; value++) {
            const changed = Buffer.from(text);
            changed[at] = value;
            const expected = canonical(changed);
            if (expected) accepted++;
            expectDecoded(changed, expected);
          }
        }
        // All 64 at each place; at the last, one in four or in sixteen where bits are left over.
        const last = [64, 0, 4, 16][length % 4] as number;
        expect(accepted).toBe(length % 4 === 1 ? 0 : 64 * (length - 1) + last);
      },
    );

    it.each(['', 'AAAA', 'A'.repeat(12), 'A'.repeat(16), 'A'.repeat(28)])(
      'every last character after "%s"',
      (before) => {
        const texts = [...ALPHABET].flatMap((last) =>
          ['_', '__'].map((tail) => Buffer.from(before + tail + last)),
        );
        for (const text of texts) expectDecoded(text, canonical(text));
        expect(texts.filter((text) => decode(text) !== undefined)).toHaveLength(4 + 16);
      },
    );

    it.each(['AA==', 'AAA=', 'AA A', 'AAAA\n', '+AAA', '/AAA', 'A', 'AAAAA', 'A'.repeat(17), 'A'.repeat(33)])(
      'refuses %j',
      (text) => expect(decode(Buffer.from(text))).toBeUndefined(),
    );

    it('in place', () => {
      for (let length = 0; length <= 200; length++) {
        arena.reset();
        const bytes = randomBytes(length);
        const text = Buffer.from(bytes.toString('base64url'));
        const at = arena.put(text);
        arena.allow(at, length);
        expect(arena.run(() => engine.decodeBase64url(at, text.length, at))).toBe(length);
        expect(arena.slice(at, length).toString('hex')).toBe(bytes.toString('hex'));
      }
    });

    it('text and bytes may end where the memory ends', () => {
      for (let length = 0; length <= 200; length++) {
        arena.reset();
        const bytes = randomBytes(length);
        const text = Buffer.from(bytes.toString('base64url'));
        arena.bytes.set(text, END - text.length);
        const to = arena.result(length);
        expect(arena.run(() => engine.decodeBase64url(END - text.length, text.length, to))).toBe(length);
        expect(arena.slice(to, length).toString('hex')).toBe(bytes.toString('hex'));
        const from = arena.put(text);
        expect(arena.run(() => engine.decodeBase64url(from, text.length, END - length))).toBe(length);
        expect(arena.slice(END - length, length).toString('hex')).toBe(bytes.toString('hex'));
      }
    });

    it.each([
      [FREE, -4, FREE],
      [FREE, -(2 ** 31), FREE],
      [END - 3, 4, FREE],
      [TOP - 1, 4, FREE],
      [FREE, 2 ** 31 - 4, FREE],
      [FREE, 4, END - 2],
      [FREE, 4, TOP - 1],
    ])('refuses what lies outside the memory: %i, %i, %i', (from, length, to) => {
      arena.bytes.fill('A', FREE, FREE + 100);
      arena.bytes.fill('A', END - 100, END);
      expect(arena.run(() => engine.decodeBase64url(from, length, to), 0)).toBe(MALFORMED);
      expect(range(100).every((i) => arena.bytes[END - 100 + i] === 0x41)).toBe(true);
    });
  });
}
