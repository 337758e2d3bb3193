import { bech32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { KSE_ID, machineIdOf } from '../testing/samples.js';
import { groupMachineId, parseMachineId } from './machine-id.js';
import { readMachineId } from './machine-id-text.js';

// Thousands of checksums fail inside @scure/base by exception: without stack traces that is fast.
Error.stackTraceLimit = 0;

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const EVERY_SYMBOL = 'abcdefghijklmnopqrstuvwxyz0123456789';
const CHARACTER =
  'A machine ID has the letters a to z except b, i and o, and digits. Compare the marked places with what the user sent.';
const PREFIX = 'A machine ID for KSE begins with kse1. Compare it with what the user sent.';
const MORE = 'A machine ID has more letters and digits, this has';

const fault = (kind: string, at: number[], detail: string) => ({ ok: false, fault: kind, at, detail });
const replaced = (text: string, at: number, char: string) => text.slice(0, at) + char + text.slice(at + 1);
const wrongSymbol = (at: number) => `Symbol ${at + 1} is wrong. Compare it with what the user sent.`;
const length = (n: number) =>
  `A machine ID has 37 letters and digits, this has ${n}. Some are missing or too many.`;

describe('a machine ID is read', () => {
  it.each([
    ['in capitals', KSE_ID.toUpperCase()],
    ['in mixed case', replaced(KSE_ID, 0, 'K')],
    ['in groups of five', groupMachineId(KSE_ID)],
    ['with hyphens', KSE_ID.replace(/.{5}/g, '$&-')],
    ['with no-break spaces', KSE_ID.replace(/.{5}/g, '$&\u00a0')],
    ['with thin spaces', KSE_ID.replace(/.{5}/g, '$&\u2009')],
    ['with narrow no-break spaces', KSE_ID.replace(/.{5}/g, '$&\u202f')],
    ['with ideographic spaces', KSE_ID.replace(/.{5}/g, '$&\u3000')],
    ['with hyphens and dashes of Unicode', KSE_ID.replace(/.{5}/g, '$&\u2010\u2011\u2013\u2014\u2015')],
    ['wrapped over lines', KSE_ID.replace(/.{10}/g, '$&\r\n\t')],
    ['after a BOM', `\ufeff ${KSE_ID}\n`],
    ['with each letter apart', KSE_ID.replace(/./g, ' $& ')],
    ['at 200 characters', KSE_ID + ' '.repeat(200 - 37)],
  ])('%s', (_, typed) => {
    expect(parseMachineId(typed, 'KSE')).toMatchObject({ ok: true, text: KSE_ID });
    expect(parseMachineId(typed)).toMatchObject({ ok: true, text: KSE_ID });
  });

  it.each(['AB', 'K1', 'K11', 'A1B1', 'B10', 'ABCDEFGHIJKLMNOP'])('for the product %s', (product) => {
    const text = machineIdOf(product);
    expect(text).toHaveLength(product.length + 34);
    expect(parseMachineId(text, product)).toEqual({ ok: true, text, product, scheme: 'os' });
    expect(parseMachineId(text)).toEqual({ ok: true, text, product, scheme: 'os' });
  });

  it('as text, product and scheme, and says whether it is whole bytes', () => {
    const words = Array.from(KSE_ID.slice(4, -6), (char) => ALPHABET.indexOf(char));
    const isWhole = ((words.at(-1) as number) & 3) === 0;
    expect(readMachineId(KSE_ID)).toEqual({
      ok: true,
      text: KSE_ID,
      product: 'KSE',
      scheme: words[0],
      isWhole,
    });
    expect(isWhole).toBe(true);
  });
});

describe('one wrong symbol', () => {
  const places = Array.from(KSE_ID, (right, at) => ({ at, right }));

  it.each(places.slice(0, 4))('in the prefix, at $at, is found and marked', ({ at, right }) => {
    for (const char of EVERY_SYMBOL.replace(right, '')) {
      expect(parseMachineId(replaced(KSE_ID, at, char), 'KSE')).toEqual(fault('wrong-prefix', [at], PREFIX));
      expect(parseMachineId(replaced(KSE_ID, at, char))).toMatchObject({ ok: false });
    }
  });

  it.each(places.slice(4))('in the data, at $at, is found and marked exactly', ({ at, right }) => {
    for (const char of EVERY_SYMBOL.replace(right, '')) {
      const expected = ALPHABET.includes(char)
        ? fault('wrong-symbol', [at], wrongSymbol(at))
        : fault('wrong-character', [at], CHARACTER);
      expect(parseMachineId(replaced(KSE_ID, at, char), 'KSE')).toEqual(expected);
    }
  });

  it.each(places.slice(4))(
    'in the data, at $at, is marked where it stands in the typed text',
    ({ at, right }) => {
      const typed = ` ${groupMachineId(replaced(KSE_ID, at, right === 'q' ? 'p' : 'q'))}`;
      const place = 1 + at + Math.floor(at / 5);
      expect(parseMachineId(typed, 'KSE')).toEqual(fault('wrong-symbol', [place], wrongSymbol(at)));
      expect(parseMachineId(typed)).toEqual(fault('wrong-symbol', [place], wrongSymbol(at)));
    },
  );

  it('in the separator is marked without a product too', () => {
    const detail =
      'The product code at the beginning must be followed by the digit 1. Compare it with what the user sent.';
    expect(parseMachineId(replaced(KSE_ID, 3, 'l'))).toEqual(fault('wrong-prefix', [3], detail));
  });

  it('in the product code cannot be marked where no product was asked for', () => {
    const detail =
      'The product code is wrong, or at least two symbols are wrong or swapped. Copy and paste the machine ID.';
    expect(parseMachineId(replaced(KSE_ID, 0, 'x'))).toEqual(fault('wrong-symbol', [], detail));
  });
});

describe('several wrong symbols', () => {
  const detail = 'At least two symbols are wrong or swapped. Copy and paste the machine ID.';

  it('swapped neighbours are refused, and never located', () => {
    for (let at = 4; at < 36; at++) {
      const [a, b] = [KSE_ID[at] as string, KSE_ID[at + 1] as string];
      if (a === b) continue;
      const swapped = replaced(replaced(KSE_ID, at, b), at + 1, a);
      expect(parseMachineId(swapped, 'KSE')).toEqual(fault('wrong-symbol', [], detail));
    }
  });

  it('in the prefix are all marked', () => {
    expect(parseMachineId(`xsx1${KSE_ID.slice(4)}`, 'KSE')).toEqual(fault('wrong-prefix', [0, 2], PREFIX));
  });

  it('outside the alphabet are all marked, before anything else is said', () => {
    const typed = `${KSE_ID.slice(0, 10)}b${KSE_ID.slice(11, 20)}O${KSE_ID.slice(21, 36)}1`;
    expect(parseMachineId(typed, 'KSE')).toEqual(fault('wrong-character', [10, 20, 36], CHARACTER));
    expect(parseMachineId(`x${typed.slice(1)}`, 'KSE')).toEqual(
      fault('wrong-character', [10, 20, 36], CHARACTER),
    );
  });
});

describe('characters that no machine ID has are marked', () => {
  it.each([
    ['a full stop', '.'],
    ['an underscore', '_'],
    ['an umlaut', 'ä'],
    ['the Kelvin sign, which is no k', '\u212a'],
    ['a long s, which is no s', '\u017f'],
    ['a Cyrillic letter', '\u0441'],
    ['a fullwidth letter', '\uff51'],
    ['a zero-width space', '\u200b'],
    ['a minus sign', '\u2212'],
    ['NUL', '\0'],
    ['a surrogate alone', '\ud83d'],
  ])('%s', (_, char) => {
    expect(parseMachineId(replaced(KSE_ID, 0, char), 'KSE')).toEqual(
      fault('wrong-character', [0], CHARACTER),
    );
    expect(parseMachineId(`${KSE_ID.slice(0, 5)} ${char}${KSE_ID.slice(5)}`)).toEqual(
      fault('wrong-character', [6], CHARACTER),
    );
  });

  it('at their offset in UTF-16 code units, also after letters beyond the BMP', () => {
    expect(parseMachineId(`😀 ${KSE_ID}.`, 'KSE')).toEqual(fault('wrong-character', [0, 40], CHARACTER));
    expect(parseMachineId(`${KSE_ID}😀😀`, 'KSE')).toEqual(fault('wrong-character', [37, 39], CHARACTER));
  });
});

describe('a wrong product', () => {
  it('is named', () => {
    const detail = 'This machine ID is for ABC, not for KSE. Ask for the machine ID that KSE shows.';
    expect(parseMachineId(machineIdOf('ABC'), 'KSE')).toEqual(fault('wrong-product', [], detail));
  });

  it('is told by the whole code: K11 is not K1', () => {
    expect(parseMachineId(machineIdOf('K11'), 'K1')).toMatchObject({ fault: 'wrong-product' });
    expect(parseMachineId(machineIdOf('K1'), 'K11')).toMatchObject({ fault: 'wrong-product' });
  });

  it('is named before a scheme that is not known', () => {
    expect(parseMachineId(machineIdOf('ABC', 9), 'KSE')).toMatchObject({ fault: 'wrong-product' });
  });

  it.each(['a', 'con', 'com1', '1a', 'abcdefghijklmnopq'])(
    'that is no product code is refused: %s',
    (prefix) => {
      expect(parseMachineId(machineIdOf(prefix))).toMatchObject({ ok: false });
    },
  );
});

describe('a wrong length', () => {
  it('is found at every place where a symbol is missing', () => {
    for (let at = 0; at < 37; at++) {
      const typed = KSE_ID.slice(0, at) + KSE_ID.slice(at + 1);
      expect(parseMachineId(typed, 'KSE')).toEqual(fault('length', [], length(36)));
    }
  });

  it('is found at every place where a symbol is too many', () => {
    for (let at = 0; at <= 37; at++) {
      const typed = `${KSE_ID.slice(0, at)}q${KSE_ID.slice(at)}`;
      expect(parseMachineId(typed, 'KSE')).toEqual(fault('length', [], length(38)));
      expect(parseMachineId(typed)).toMatchObject({ ok: false });
    }
  });

  it.each([1, 2, 3, 4, 5, 16, 32, 33, 34, 35])('of %i symbols is too short for any product', (n) => {
    const detail = `${MORE} ${n}. Some are missing or too many.`;
    expect(parseMachineId('q'.repeat(n))).toEqual(fault('length', [], detail));
    expect(parseMachineId('q'.repeat(n), 'KSE')).toEqual(fault('length', [], length(n)));
  });

  it('of 36 symbols could be the shortest product code: then the separator is missing', () => {
    expect(parseMachineId('q'.repeat(36))).toMatchObject({ fault: 'wrong-prefix', at: [2] });
  });

  it.each([1, 2, 3])('is found though the checksum holds: %i words too many or too few', (n) => {
    const words = new Uint8Array(16 - n);
    expect(parseMachineId(machineIdOf('KSE', 0, words))).toMatchObject({ ok: false });
    expect(parseMachineId(machineIdOf('KSE', 0, new Uint8Array(16 + n)))).toMatchObject({ ok: false });
    expect(parseMachineId(machineIdOf('KSE', 0, words), 'KSE')).toMatchObject({ fault: 'length' });
  });

  it('beyond 200 characters is refused before anything is looked at', () => {
    const detail = 'This is much longer than a machine ID.';
    expect(parseMachineId(KSE_ID + ' '.repeat(201 - 37), 'KSE')).toEqual(fault('length', [], detail));
    expect(parseMachineId('😀'.repeat(1_000_000))).toEqual(fault('length', [], detail));
  });

  it.each(['', ' ', '- -', '\u00a0\u2009\ufeff\n'])('of nothing is named as such: %j', (typed) => {
    expect(parseMachineId(typed, 'KSE')).toEqual(
      fault('empty', [], 'Enter the machine ID that the user sent.'),
    );
  });
});

it('refuses a checksum of the older bech32', () => {
  expect(parseMachineId('a12uel5l')).toMatchObject({ ok: false });
  expect(
    parseMachineId(bech32.encode('kse', [0, ...bech32.toWords(new Uint8Array(16))]), 'KSE'),
  ).toMatchObject({
    ok: false,
    fault: 'wrong-symbol',
  });
});
