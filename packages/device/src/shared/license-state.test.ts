import { DAY, LatchkeyError, REASONS, type LicenseClaims, type Reason, type Verdict } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { newIssuer, START } from '../../testing/issuer.js';
import { toLicenseState, type Candidate } from './license-state.js';

const issuer = await newIssuer();
const SUB = 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h';
const checked = { product: 'KSE', machineId: SUB, now: START, clock: true, possession: false };
const facts = { clockStored: true, machineId: SUB };
const claims = (changes: Partial<LicenseClaims> = {}) => issuer.claims({ sub: SUB, ...changes });

function good(license: LicenseClaims, file = license.jti): Candidate {
  return { file, verdict: { ok: true, license, checked }, usable: true };
}

function bad(reason: Reason, license?: LicenseClaims, usable = false): Candidate {
  const verdict: Verdict = { ok: false, reason, detail: '', checked, ...(license && { license }) };
  return { file: `${reason}.lic`, verdict, usable };
}

describe('toLicenseState', () => {
  it('is empty where nothing is stored', () => {
    expect(toLicenseState([], facts)).toEqual({
      verdict: undefined,
      license: undefined,
      features: [],
      daysLeft: 0,
      next: undefined,
      refused: [],
      ...facts,
    });
  });

  it('describes the license that counts', () => {
    const license = claims({ features: ['export', 'render'] });
    expect(toLicenseState([good(license)], facts)).toMatchObject({
      verdict: { ok: true },
      license,
      features: ['export', 'render'],
      daysLeft: 60,
      refused: [],
    });
  });

  it.each([
    [60 * DAY, 60],
    [60 * DAY - 1, 60],
    [59 * DAY + 1, 60],
    [59 * DAY, 59],
    [DAY, 1],
    [1, 1],
    [0.001, 1],
  ])('counts a begun day as a day: %d s are %i', (left, days) => {
    const license = claims({ exp: START });
    const verdict: Verdict = { ok: true, license, checked: { ...checked, now: START - left } };
    expect(toLicenseState([{ file: 'a', verdict, usable: true }], facts).daysLeft).toBe(days);
  });

  const exp = START + 60 * DAY;
  it.each([
    ['the one that ends last', [{ exp }, { exp: exp + 1 }, { exp: exp - 1 }], 1],
    [
      'of two that end together the one issued last',
      [{ exp }, { exp, iat: START + 9 }, { exp, iat: START + 1 }],
      1,
    ],
    [
      'the one that ends last, even if issued first',
      [
        { exp, iat: START + 9 },
        { exp: exp + 1, iat: START - 9 },
      ],
      1,
    ],
    ['the first of equals', [{ exp }, { exp }], 0],
  ])('chooses %s', (_, list, winner) => {
    const licenses = list.map((changes) => claims(changes));
    const state = toLicenseState(
      licenses.map((license) => good(license)),
      facts,
    );
    expect(state.license).toBe(licenses[winner]);
    expect(state.refused).toEqual([]);
  });

  it('prefers any valid one to any refused one', () => {
    const state = toLicenseState([bad('possession-failed', claims({ exp: exp * 2 })), good(claims())], facts);
    expect(state.verdict?.ok).toBe(true);
    expect(state.refused).toHaveLength(1);
  });

  it('names the reason that got furthest where none is valid', () => {
    for (const [i, reason] of REASONS.entries()) {
      for (const other of REASONS.slice(0, i)) {
        for (const pair of [
          [reason, other],
          [other, reason],
        ] as const) {
          const { verdict } = toLicenseState(
            pair.map((each) => bad(each)),
            facts,
          );
          expect(verdict).toMatchObject({ ok: false, reason });
        }
      }
    }
  });

  it('names the one that ended last of those that got equally far', () => {
    const [early, late] = [claims({ exp }), claims({ exp: exp + 1 })];
    const candidates = [bad('expired'), bad('expired', early), bad('expired', late), bad('expired', early)];
    expect(toLicenseState(candidates, facts).verdict).toMatchObject({ license: late });
  });

  it('names the successor that starts first, if it will be of use', () => {
    const [soon, later, foreign] = [START + 5, START + 9, START + 1].map((nbf) => claims({ nbf }));
    const state = toLicenseState(
      [
        bad('not-yet-valid', later, true),
        bad('not-yet-valid', foreign, false),
        bad('not-yet-valid', soon, true),
        bad('expired', claims()),
      ],
      facts,
    );
    expect(state.next).toBe(soon);
    expect(state.refused).toHaveLength(4);
    expect(state.verdict).toMatchObject({ reason: 'expired' });
  });

  it('lists files that could not be read', () => {
    const unread = { file: 'dir.lic', error: new LatchkeyError('file-not-regular', 'It is a folder.') };
    const state = toLicenseState([unread], facts);
    expect(state).toMatchObject({ verdict: undefined, refused: [unread] });
  });
});
