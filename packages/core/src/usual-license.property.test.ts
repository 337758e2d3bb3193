import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FULL, KSE_ID, machineIdOf } from '../testing/samples.js';
import { readAnyLicense, readLicenseClaims } from './license.js';
import { MAX_TIME } from './time.js';
import { readUsualLicense } from './usual-license.js';

const string = (most: number) => fc.string({ unit: 'binary', minLength: 0, maxLength: most });
const plain = (most: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: most }).map((text) => text.replace(/["\\]/g, '·'));
const number = fc.oneof(
  { weight: 20, arbitrary: fc.nat() },
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 1e12, 1.5, MAX_TIME, MAX_TIME + 1),
);
const id = fc.uint8Array({ minLength: 16, maxLength: 16 });
const machineId = fc.oneof(
  { weight: 18, arbitrary: fc.tuple(id, fc.constantFrom(0, 0, 0, 1, 2)) },
  { weight: 1, arbitrary: fc.tuple(id, fc.constant(0), fc.constantFrom('ABC', 'KS')) },
);
const thumbprint = fc.stringMatching(/^[\w-]{43}$/);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const payload = fc
  .record({
    iss: fc.oneof({ weight: 9, arbitrary: plain(20) }, string(20)),
    sub: fc.oneof(
      {
        weight: 18,
        arbitrary: machineId.map(([bytes, scheme, product = 'KSE']) => machineIdOf(product, scheme, bytes)),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(KSE_ID.replace(/.$/, 'q'), KSE_ID.toUpperCase(), `${KSE_ID} `),
      },
    ),
    aud: fc.constantFrom('KSE', 'KSE', 'KSE', 'KSE', 'kse', 'K', 'CON'),
    jti: fc.constantFrom(FULL.jti, FULL.jti, FULL.jti, FULL.jti.toUpperCase()),
    iat: number,
    nbf: number,
    exp: number,
    org: fc.record({ id: plain(9), name: fc.oneof({ weight: 9, arbitrary: plain(20) }, string(20)) }),
    lic: plain(20),
    assignee: optional(plain(20)),
    seq: optional(number),
    cnf: optional(
      fc.oneof(
        fc.record({ jkt: thumbprint }),
        fc.constantFrom(FULL.cnf, FULL.cnf, FULL.cnf, {}, { jkt: 'x' }, { ...FULL.cnf, kid: 'x' }),
      ),
    ),
  })
  .map((claims) => JSON.stringify(claims));
const insert = fc.constantFrom(
  ' ',
  '\n',
  '0',
  '-',
  '.5',
  'e1',
  '\\u0041',
  '"',
  ',',
  '"x":1,',
  '\u0000',
  '}',
  '\ufeff',
);
const changed = fc.tuple(payload, insert, fc.nat()).map(([text, piece, at]) => {
  const place = at % (text.length + 1);
  return text.slice(0, place) + piece + text.slice(place);
});

it('what the shortcut reads is what is read without it, and nothing else is read by it', () => {
  let [short, long] = [0, 0];
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: payload }, changed), (written) => {
      // What comes from bytes has no half surrogate pairs.
      const text = new TextDecoder().decode(new TextEncoder().encode(written));
      const bytes = new TextEncoder().encode(text);
      const usual = readUsualLicense(text);
      // Key order is part of it: what is read is written again, and must give the same bytes.
      const spelled = (read: unknown) => [read, JSON.stringify(read)];
      expect(spelled(readLicenseClaims(bytes))).toEqual(spelled(readAnyLicense(bytes)));
      if (!usual) {
        long++;
        return;
      }
      short++;
      expect(spelled(readAnyLicense(bytes))).toEqual(spelled({ ok: true, license: usual }));
      for (const part of [usual, usual.org, usual.cnf]) expect(Object.isFrozen(part)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(short, long)).toBeGreaterThan(500);
});
