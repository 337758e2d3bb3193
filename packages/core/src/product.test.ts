import { describe, expect, it } from 'vitest';
import { LatchkeyError } from './errors.js';
import { assertProductCode, isProductCode } from './product.js';

const GOOD = [
  'KSE',
  'AB',
  'K1',
  'A0',
  'ABCDEFGHIJKLMNOP',
  'COM',
  'COM10',
  'LPT',
  'CONX',
  'NULL',
  'ANY',
  'K11',
];

const BAD: [string, unknown][] = [
  ['too short', 'K'],
  ['17 characters', 'ABCDEFGHIJKLMNOPQ'],
  ['empty', ''],
  ['lower case', 'kse'],
  ['mixed case', 'KsE'],
  ['a digit first', '1KSE'],
  ['a hyphen', 'K-SE'],
  ['an underscore', 'K_SE'],
  ['a space at the end', 'KSE '],
  ['a newline at the end', 'KSE\n'],
  ['a path', '../KSE'],
  ['a letter beyond ASCII', 'KÄE'],
  ['the Kelvin sign', '\u212aSE'],
  ['no string', 42],
  ['an array', ['KSE']],
  ['null', null],
  ['nothing', undefined],
  ...['CON', 'PRN', 'AUX', 'NUL', 'CONIN', 'CONOUT', 'COM0', 'COM1', 'COM9', 'LPT0', 'LPT1', 'LPT9'].map(
    (name): [string, unknown] => [`the Windows device ${name}`, name],
  ),
];

describe('product codes', () => {
  it.each(GOOD)('accepts %s', (code) => {
    expect(isProductCode(code)).toBe(true);
    expect(() => assertProductCode(code)).not.toThrow();
  });

  it.each(BAD)('refuses %s', (_, value) => {
    expect(isProductCode(value)).toBe(false);
    expect(() => assertProductCode(value)).toThrow(LatchkeyError);
    expect(() => assertProductCode(value)).toThrow(expect.objectContaining({ code: 'product-invalid' }));
  });
});
