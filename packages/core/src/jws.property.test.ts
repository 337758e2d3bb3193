import fc from 'fast-check';
import { expect, it } from 'vitest';
import { licenseHeader, testKey, tokenOf } from '../testing/keys.js';
import { FULL } from '../testing/samples.js';
import { decodeToken } from './jws.js';

const KEY = testKey(1);
const TOKEN = tokenOf(KEY, licenseHeader(KEY), FULL);
const REASONS = ['too-large', 'malformed', 'unsupported'];

/** A token with one stretch of it replaced. */
const bent = fc
  .tuple(fc.nat(TOKEN.length), fc.nat(4), fc.oneof(fc.base64String(), fc.string({ unit: 'binary' })))
  .map(([at, length, other]) => TOKEN.slice(0, at) + other + TOKEN.slice(at + length));
const compact = fc
  .tuple(fc.json(), fc.uint8Array(), fc.uint8Array())
  .map((parts) => parts.map((part) => Buffer.from(part as string).toString('base64url')).join('.'));

it('answers every text and every byte string with parts or one of three reasons, and never throws', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), bent, compact), (input) => {
      const token = decodeToken(input, 'license+jwt');
      if (token.ok) accepted++;
      else expect(REASONS).toContain(token.reason);
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(50);
});

it('reads the same from text and from its UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.oneof(bent, compact, fc.string({ unit: 'binary' })), (text) => {
      expect(decodeToken(new TextEncoder().encode(text), 'license+jwt')).toEqual(
        decodeToken(text, 'license+jwt'),
      );
    }),
    { numRuns: 1000 },
  );
});

it('drops white space wherever it stands', () => {
  const blanks = fc.string({
    unit: fc.constantFrom(' ', '\t', '\r', '\n', '\f'),
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(TOKEN.length), blanks), { maxLength: 20 }), (gaps) => {
      const text = gaps.reduce((all, [at, blank]) => all.slice(0, at) + blank + all.slice(at), TOKEN);
      expect(decodeToken(text, 'license+jwt')).toEqual(decodeToken(TOKEN, 'license+jwt'));
    }),
    { numRuns: 1000 },
  );
});
