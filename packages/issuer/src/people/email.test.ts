import { describe, expect, it } from 'vitest';
import { readEmail, requireEmail } from './email.js';

describe('an e-mail address', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    // Composed or not, one person.
    ['Zoe\u0308@example.com', 'zo\u00eb@example.com'],
    // The Kelvin sign is a K.
    ['\u212aim@example.com', 'kim@example.com'],
    ['ÄRZTE@ÖRTE.example', 'ärzte@örte.example'],
    ['δοκιμή@παράδειγμα.example', 'δοκιμή@παράδειγμα.example'],
    ["o'neil+tag@example.com", "o'neil+tag@example.com"],
  ])('%s is %s, and that stays as it is', (text, email) => {
    expect(readEmail(text)).toBe(email);
    expect(readEmail(email)).toBe(email);
  });

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@one@two',
    'ada @example.com',
    ' ada@example.com',
    'ada@example.com\n',
    'ada\0@example.com',
    'a\u200bda@example.com',
    '\u202eada@example.com',
    '\ud800ada@example.com',
    // No at sign for a machine, though it looks like one.
    'ada\uff20example.com',
    `${'a'.repeat(243)}@example.com`,
    'a'.repeat(10_000_000),
    `${'@'.repeat(10_000_000)}`,
  ])('case %# is none', (text) => {
    expect(readEmail(text)).toBeUndefined();
    expect(() => requireEmail(text)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
  });

  it('may be 254 characters long', () => {
    expect(readEmail(`${'a'.repeat(242)}@example.com`)).toHaveLength(254);
  });
});
