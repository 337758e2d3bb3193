import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesEqual, decodeBase64url, encodeBase64url } from './bytes.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('base64url without padding', () => {
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
    ['~~~???', 'fn5-Pz8_'],
  ])('spells %j as %j, both ways (RFC 4648 §10)', (plain, encoded) => {
    expect(encodeBase64url(bytes(plain))).toBe(encoded);
    expect(decodeBase64url(encoded)).toEqual(bytes(plain));
  });

  it.each([
    ['padding', 'Zg=='],
    ['the alphabet of plain base64: +', 'fn5+Pz8_'],
    ['the alphabet of plain base64: /', 'fn5-Pz8/'],
    ['a space', 'Zm 9v'],
    ['a newline at the end', 'Zm9v\n'],
    ['a length of 1 more than a multiple of 4', 'Zm9vY'],
    ['unused bits that are not zero, 4 of them', 'Zh'],
    ['unused bits that are not zero, 2 of them', 'Zm9'],
    ['a letter beyond ASCII', 'Zm9é'],
    ['a fullwidth letter', 'Zm9\uff36'],
    ['NUL', 'Zm9\0'],
    ['a dot', 'Zm.v'],
  ])('refuses %s', (_, text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });

  it('agrees with node on every byte string, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
        const encoded = encodeBase64url(plain);
        expect(encoded).toBe(Buffer.from(plain).toString('base64url'));
        expect(decodeBase64url(encoded)).toEqual(plain);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each byte string one spelling: a text that decodes is the text that encodes', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'AQgwZm9v-_+/= \n'), maxLength: 12 });
    let decoded = 0;
    fc.assert(
      fc.property(fc.oneof(letters, fc.string()), (text) => {
        const plain = decodeBase64url(text);
        if (plain) decoded++;
        expect(plain === undefined || encodeBase64url(plain) === text).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(decoded).toBeGreaterThan(100);
  });
});

describe('bytesEqual', () => {
  it.each([
    [[], [], true],
    [[1, 2, 3], [1, 2, 3], true],
    [[1, 2, 3], [1, 2], false],
    [[1, 2], [1, 2, 3], false],
    [[1, 2, 3], [0, 2, 3], false],
    [[1, 2, 3], [1, 2, 4], false],
    [[], [0], false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(bytesEqual(Uint8Array.from(a), Uint8Array.from(b))).toBe(same);
  });
});
