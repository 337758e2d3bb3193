import { describe, expect, it } from 'vitest';
import { licenseHeader, signaturesOf, testKey, tokenOf } from '../testing/keys.js';
import { BARE, FULL, KSE_ID, machineIdOf } from '../testing/samples.js';
import { groupMachineId } from './machine-id.js';
import {
  judgeLicense,
  needsPossession,
  withClock,
  withPossession,
  type Question,
  type Verdict,
} from './verdict.js';

const KEY = testKey(1);
const OTHER = testKey(2);
const NOW = 1_801_000_000;
const QUESTION: Question = { product: 'KSE', machineId: KSE_ID, now: NOW };
const CHECKED = { ...QUESTION, clock: false, possession: false };
const TOKEN = tokenOf(KEY, licenseHeader(KEY), FULL);

const judge = (input: string | Uint8Array, question: Partial<Question> = {}) =>
  judgeLicense(input, { ...QUESTION, ...question }, signaturesOf(KEY));
// Judged within each test: what runs while tests are collected, no mutant can be told by.
const accepted = () => judge(TOKEN);
const refused = () => judge(TOKEN, { now: FULL.exp });

describe('a license is accepted', () => {
  it('and the verdict says what it was held against, and that clock and device key were not looked at', () => {
    expect(accepted()).toEqual({ ok: true, license: FULL, checked: CHECKED });
  });

  it.each<[string, Partial<Question>]>([
    ['for any product', { product: 'any' }],
    ['for any machine', { machineId: 'any' }],
    ['in its first second', { now: FULL.nbf }],
    ['in its last instant', { now: FULL.exp - 0.001 }],
  ])('%s', (_, question) => {
    expect(judge(TOKEN, question)).toEqual({ ok: true, license: FULL, checked: { ...CHECKED, ...question } });
  });

  it('for a machine ID in any spelling, and the verdict repeats the canonical one', () => {
    expect(judge(TOKEN, { machineId: groupMachineId(KSE_ID).toUpperCase() })).toEqual(accepted());
  });

  it('from bytes as from text', () => {
    expect(judge(new TextEncoder().encode(`${TOKEN}\n`))).toEqual(accepted());
  });

  it('and nothing else of the question gets into the verdict', () => {
    const question = { ...QUESTION, keys: 'secret' };
    expect(judgeLicense(TOKEN, question, signaturesOf(KEY))).toEqual(accepted());
  });
});

describe('a license is refused', () => {
  const signed = (claims: object) => tokenOf(KEY, licenseHeader(KEY), { ...FULL, ...claims });
  const refusals: [string, string | Uint8Array, Partial<Question>, object][] = [
    ['too-large', ' '.repeat(8193), {}, { detail: 'The input is larger than 8192 bytes.' }],
    ['malformed', 'x.y', {}, { detail: 'The text is not three base64url parts with dots.' }],
    [
      'unsupported',
      tokenOf(KEY, { ...licenseHeader(KEY), alg: 'none' }, FULL),
      {},
      { detail: 'The header member alg is not EdDSA.' },
    ],
    [
      'unknown-key',
      tokenOf(OTHER, licenseHeader(OTHER), FULL),
      {},
      { detail: 'No key in the key set has this kid.' },
    ],
    [
      'bad-signature',
      tokenOf(OTHER, licenseHeader(KEY), FULL),
      {},
      { detail: 'The signature does not fit the signed bytes and the key.' },
    ],
    ['malformed', signed({ lic: '' }), {}, { detail: 'The claim lic is missing or not well-formed.' }],
    ['unsupported', signed({ hw: 1 }), {}, { detail: 'The claim hw cannot be enforced yet.' }],
    [
      'wrong-product',
      TOKEN,
      { product: 'ABC' },
      { detail: 'The license is for KSE, not for ABC.', license: FULL },
    ],
    [
      'wrong-machine',
      TOKEN,
      { machineId: machineIdOf('KSE') },
      { detail: `The license is for ${KSE_ID}, not for ${machineIdOf('KSE')}.`, license: FULL },
    ],
    [
      'not-yet-valid',
      TOKEN,
      { now: FULL.nbf - 0.001 },
      { detail: 'The license starts at 2027-01-15T08:00:00Z.', license: FULL },
    ],
    [
      'expired',
      TOKEN,
      { now: FULL.exp },
      { detail: 'The license ended at 2027-03-16T08:05:00Z.', license: FULL },
    ],
  ];

  it.each(refusals)('%s', (reason, input, question, facts) => {
    expect(judge(input, question)).toEqual({
      ok: false,
      reason,
      ...facts,
      checked: { ...CHECKED, ...question },
    });
  });

  it.each(refusals)('%s: step 12 and 13 keep its reason and its facts', (_, input, question) => {
    const verdict = judge(input, question);
    const checked = { ...verdict.checked, clock: true, possession: true };
    expect(withPossession(withClock(verdict, false), false)).toEqual({ ...verdict, checked });
    expect(withPossession(withClock(verdict, true), true)).toEqual({ ...verdict, checked });
  });

  it('and no license is shown where the signature did not hold', () => {
    for (const [, input, question, facts] of refusals) {
      expect('license' in judge(input, question)).toBe('license' in facts);
    }
  });
});

describe('a question that is none throws, whatever the license', () => {
  it.each<[string, unknown, string, unknown]>([
    ['product', 'kse', 'LatchkeyError', 'product-invalid'],
    ['product', '', 'LatchkeyError', 'product-invalid'],
    ['product', 'ANY ', 'LatchkeyError', 'product-invalid'],
    ['product', undefined, 'LatchkeyError', 'product-invalid'],
    ['product', null, 'LatchkeyError', 'product-invalid'],
    ['product', ['KSE'], 'LatchkeyError', 'product-invalid'],
    ['machineId', '', 'LatchkeyError', 'machine-id-invalid'],
    ['machineId', `${KSE_ID.slice(0, -1)}g`, 'LatchkeyError', 'machine-id-invalid'],
    ['machineId', machineIdOf('KSE', 9), 'LatchkeyError', 'machine-id-invalid'],
    ['machineId', 'ANY', 'LatchkeyError', 'machine-id-invalid'],
    ['machineId', undefined, 'TypeError', "machineId must be a machine ID or 'any'"],
    ['machineId', null, 'TypeError', "machineId must be a machine ID or 'any'"],
    ['machineId', [KSE_ID], 'TypeError', "machineId must be a machine ID or 'any'"],
    ['now', Number.NaN, 'RangeError', 'now must be a finite number of seconds, got NaN'],
    ['now', Infinity, 'RangeError', 'now must be a finite number of seconds, got Infinity'],
    ['now', -Infinity, 'RangeError', 'now must be a finite number of seconds, got -Infinity'],
    ['now', undefined, 'TypeError', 'now must be a number of seconds since 1970'],
    ['now', null, 'TypeError', 'now must be a number of seconds since 1970'],
    ['now', String(NOW), 'TypeError', 'now must be a number of seconds since 1970'],
    ['now', new Date(0), 'TypeError', 'now must be a number of seconds since 1970'],
    ['now', BigInt(NOW), 'TypeError', 'now must be a number of seconds since 1970'],
  ])('%s: %s', (name, value, error, what) => {
    for (const input of [TOKEN, '']) {
      const ask = () => judge(input, { [name]: value });
      expect(ask).toThrow(expect.objectContaining({ name: error }));
      expect(ask).toThrow(
        expect.objectContaining(error === 'LatchkeyError' ? { code: what } : { message: what }),
      );
    }
  });

  it('and says what is wrong with the machine ID', () => {
    expect(() => judge(TOKEN, { machineId: KSE_ID.replace('q', '.') })).toThrow(
      /^The machine ID to verify for is none\. A machine ID has the letters a to z/,
    );
  });

  it.each([1e300, -1e300, 0, -1])('but any finite time is a time: %d', (now) => {
    expect(judge(TOKEN, { now }).ok).toBe(false);
  });
});

describe('step 12, the clock', () => {
  const behind = (verdict: Verdict) => withClock(verdict, false);

  it('is noted where it is steady', () => {
    expect(withClock(accepted(), true)).toEqual({ ...accepted(), checked: { ...CHECKED, clock: true } });
  });

  it('refuses where it is behind', () => {
    expect(behind(accepted())).toEqual({
      ok: false,
      reason: 'clock-tampered',
      detail: 'The clock is behind a time seen before.',
      license: FULL,
      checked: { ...CHECKED, clock: true },
    });
  });

  it('leaves the verdict it was given as it is', () => {
    const [good, bad] = [accepted(), refused()];
    expect(behind(good)).toMatchObject({ reason: 'clock-tampered' });
    expect(good).toEqual({ ok: true, license: FULL, checked: CHECKED });
    expect(behind(bad)).toMatchObject({ reason: 'expired' });
    expect(bad.checked.clock).toBe(false);
  });
});

describe('step 13, the device key', () => {
  it('is noted where it proved itself', () => {
    const checked = { ...CHECKED, possession: true };
    expect(withPossession(accepted(), true)).toEqual({ ...accepted(), checked });
  });

  it('refuses where it did not', () => {
    expect(withPossession(withClock(accepted(), true), false)).toEqual({
      ok: false,
      reason: 'possession-failed',
      detail: 'The device key did not prove itself.',
      license: FULL,
      checked: { ...CHECKED, clock: true, possession: true },
    });
  });

  it('comes after the clock', () => {
    expect(withPossession(withClock(accepted(), false), false)).toMatchObject({ reason: 'clock-tampered' });
  });

  it.each([
    ['a license with cnf, scheme os', FULL, true],
    ['a license without cnf, scheme os', BARE, false],
    ['a license without cnf, scheme device', { ...BARE, sub: machineIdOf('KSE', 1) }, true],
    ['a license with cnf, scheme device', { ...FULL, sub: machineIdOf('KSE', 1) }, true],
    [
      'a license of a scheme that is not known, which no reader takes',
      { ...BARE, sub: machineIdOf('KSE', 2) },
      false,
    ],
  ])('is needed for %s: %j', (_, license, needed) => {
    expect(needsPossession(license)).toBe(needed);
  });
});
