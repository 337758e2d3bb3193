import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonBytes } from '../testing/keys.js';
import { parseStrictJson } from './strict-json.js';

const name = fc.string().filter((text) => text !== '__proto__' && !/^\d+$/.test(text) && isClean(text));
const text = fc.string({ unit: 'binary' }).filter(isClean);
const leaf = fc
  .oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null))
  .map((x) => (x === 0 ? 0 : x));
const inner = fc.oneof(leaf, fc.array(leaf), fc.dictionary(name, leaf));
const sound = fc.dictionary(name, fc.oneof(inner, fc.array(inner), fc.dictionary(name, inner)));

function isClean(value: string): boolean {
  return !/[\0-\x1f]|\p{Surrogate}/u.test(value);
}

describe('parseStrictJson', () => {
  it('reads every sound object that JSON.stringify writes, unchanged', () => {
    fc.assert(
      fc.property(sound, (value) => {
        const written = JSON.stringify(value);
        expect(parseStrictJson(jsonBytes(written))).toEqual({ ok: true, value: JSON.parse(written) });
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses the same object as soon as it is spelled in any other way', () => {
    fc.assert(
      fc.property(sound, fc.nat(), (value, at) => {
        const written = JSON.stringify(value);
        const places = [...written.matchAll(/[{}[\]:,](?=(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*")*$)/g)].map(
          (m) => m.index,
        );
        const place = places[at % places.length] as number;
        const spaced = `${written.slice(0, place + 1)} ${written.slice(place + 1)}`;
        expect(parseStrictJson(jsonBytes(spaced)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, and what it accepts has one spelling', () => {
    const anyJson = fc.json({ maxDepth: 6 }).map(jsonBytes);
    const bent = fc.tuple(sound, fc.nat(), fc.nat(255)).map(([value, at, byte]) => {
      const bytes = jsonBytes(value);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), anyJson, bent), (bytes) => {
        const read = parseStrictJson(bytes);
        if (!read.ok) return;
        accepted++;
        expect(jsonBytes(JSON.stringify(read.value))).toEqual(bytes);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
