import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.js';

describe('printable', () => {
  it.each([
    ['plain text', 'Nørdic Ships A/S', 'Nørdic Ships A/S'],
    ['other scripts', '株式会社 شركة Ελλάς', '株式会社 شركة Ελλάς'],
    ['letters beyond the BMP', '𝔏atchkey 😀', '𝔏atchkey 😀'],
    ['a decomposed accent, which it composes', 'Rene\u0301', 'Ren\u00e9'],
    ['a homoglyph, which it keeps: what is signed is shown', 'Асme', 'Асme'],
    ['right-to-left override', 'abc\u202etxt.exe', 'abctxt.exe'],
    ['isolates and marks', '\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c', 'abc'],
    [
      'zero-width space, joiner, non-joiner, word joiner, BOM',
      'a\u200bb\u200dc\u200cd\u2060e\ufeff',
      'abcde',
    ],
    ['soft hyphen and Mongolian vowel separator', 'a\u00adb\u180ec', 'abc'],
    ['newlines, tab, NUL, escape, DEL, C1', 'a\r\nb\tc\0d\u001b[31me\u007ff\u0085g', 'abcd[31mefg'],
    ['line and paragraph separator', 'a\u2028b\u2029c', 'abc'],
    ['Hangul fillers, which look like nothing', 'Acme\u3164\u115f\uffa0', 'Acme'],
    ['tag characters, which smuggle text', 'Acme\u{e0041}\u{e0042}', 'Acme'],
    ['variation selectors', 'a\ufe0f\u{e0100}', 'a'],
    ['interlinear annotation', 'a\ufff9b\ufffac\ufffb', 'abc'],
    ['lone surrogates', 'a\ud800b\udc00c', 'abc'],
    ['a joiner between letter and accent, which is taken out first', 'e\u200d\u0301', '\u00e9'],
  ])('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is done after one pass, composed and without surrogates, whatever goes in', () => {
    const nasty = fc.constantFrom(
      '\u202e',
      '\u200d',
      '\u0301',
      'e',
      '\ud800',
      '\udc00',
      '\u1100',
      '\u1161',
      '\0',
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: nasty }));
    fc.assert(
      fc.property(text, (value) => {
        const shown = printable(value);
        expect(printable(shown)).toBe(shown);
        expect(shown.normalize('NFC')).toBe(shown);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b-\u200f\ufeff]/u);
      }),
      { numRuns: 2000 },
    );
  });
});
