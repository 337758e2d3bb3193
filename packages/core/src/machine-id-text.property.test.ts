import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KSE_ID, machineIdOf } from '../testing/samples.js';
import { parseMachineId } from './machine-id.js';

// Millions of checksums fail inside @scure/base by exception: without stack traces that is fast.
Error.stackTraceLimit = 0;

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const bits = fc.uint8Array({ minLength: 16, maxLength: 16 });
const shift = fc.integer({ min: 1, max: 31 });

/** The text with the symbol at a place moved on in the alphabet. */
function shifted(text: string, at: number, by: number): string {
  const other = ALPHABET[(ALPHABET.indexOf(text[at] as string) + by) % 32];
  return text.slice(0, at) + other + text.slice(at + 1);
}

it('refuses 5,000 IDs with two wrong symbols, and marks no place in any of them', () => {
  const places = fc.uniqueArray(fc.integer({ min: 4, max: 36 }), { minLength: 2, maxLength: 2 });
  let refused = 0;
  fc.assert(
    fc.property(bits, places, shift, shift, (id, [a, b], x, y) => {
      const typed = shifted(shifted(machineIdOf('KSE', 0, id), a as number, x), b as number, y);
      expect(parseMachineId(typed, 'KSE')).toMatchObject({ ok: false, fault: 'wrong-symbol', at: [] });
      refused++;
    }),
    { numRuns: 5000 },
  );
  expect(refused).toBe(5000);
});

it('refuses IDs with three or four wrong symbols', () => {
  const places = fc.uniqueArray(fc.integer({ min: 4, max: 36 }), { minLength: 3, maxLength: 4 });
  fc.assert(
    fc.property(bits, places, fc.array(shift, { minLength: 4, maxLength: 4 }), (id, at, by) => {
      const typed = at.reduce<string>(
        (text, place, i) => shifted(text, place, by[i] as number),
        machineIdOf('KSE', 0, id),
      );
      expect(parseMachineId(typed, 'KSE').ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

it('answers every text, marks only places that exist, and never throws', () => {
  const near = fc
    .array(fc.tuple(fc.nat(40), fc.string({ maxLength: 2 })), { maxLength: 4 })
    .map((edits) =>
      edits.reduce((text, [at, other]) => text.slice(0, at) + other + text.slice(at + other.length), KSE_ID),
    );
  const product = fc.constantFrom(undefined, 'KSE', 'K1', 'kse', '', '😀');
  let [accepted, marked] = [0, 0];
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), near), product, (typed, wanted) => {
      const id = parseMachineId(typed, wanted);
      if (id.ok) {
        accepted++;
        expect(parseMachineId(id.text)).toEqual(id);
        return;
      }
      marked += id.at.length;
      expect(id.detail).toMatch(/^[A-Z].*\.$/);
      expect(
        id.at.every((place, i) => place < typed.length && (i === 0 || place > (id.at[i - 1] as number))),
      ).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(accepted, marked)).toBeGreaterThan(50);
});
