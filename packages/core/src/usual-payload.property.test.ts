import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonBytes } from '../testing/keys.js';
import { FULL, machineIdOf } from '../testing/samples.js';
import { parseStrictJson } from './strict-json.js';
import { readUsualPayload } from './usual-payload.js';

const string = (most: number) => fc.string({ unit: 'binary', minLength: 0, maxLength: most });
const plain = (most: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: most }).map((text) => text.replace(/["\\]/g, '·'));
const number = fc.oneof(
  { weight: 20, arbitrary: fc.nat() },
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 1e12, 1.5),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const payload = fc
  .record({
    iss: fc.oneof({ weight: 9, arbitrary: plain(20) }, string(20)),
    sub: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => machineIdOf('KSE', 0, id)),
    aud: fc.constantFrom('KSE', 'KSE', 'KSE', 'KSE', 'kse', 'K', 'CON'),
    jti: fc.constantFrom(FULL.jti, FULL.jti, FULL.jti, FULL.jti.toUpperCase()),
    iat: number,
    nbf: number,
    exp: number,
    org: fc.record({ id: plain(9), name: fc.oneof({ weight: 9, arbitrary: plain(20) }, string(20)) }),
    lic: plain(20),
    assignee: optional(plain(20)),
    seq: optional(number),
    cnf: optional(fc.constantFrom(FULL.cnf, FULL.cnf, FULL.cnf, {}, { jkt: 'x' })),
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
    fc.property(fc.oneof(payload, changed), (written) => {
      // What comes from bytes has no half surrogate pairs.
      const text = new TextDecoder().decode(new TextEncoder().encode(written));
      const usual = readUsualPayload(text);
      if (!usual) {
        long++;
        return;
      }
      short++;
      expect(parseStrictJson(new TextEncoder().encode(text))).toEqual({ ok: true, value: usual });
      expect(parseStrictJson(jsonBytes(usual), readUsualPayload)).toEqual({ ok: true, value: usual });
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(short, long)).toBeGreaterThan(500);
});
