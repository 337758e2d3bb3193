import {
  DAY,
  judgeRead,
  type LicenseClaims,
  type Reason,
  type ThisMachine,
  type Verdict,
} from '@latchkey/core';

/** A sound machine ID, that of docs/license-format.md. */
export const MACHINE_ID = 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h';
/** Another sound one of the same product. */
export const OTHER_ID = 'kse1p5ydyfrn5en8dhz0ct2k0nvny4utzk5gj';
/** 2026-11-24 09:00 UTC. */
export const NOW = 1_795_510_800;

/** A request as long as real ones are; what it says does not matter here. */
export const REQUEST = `eyJhbGciOiJFZERTQSJ9.${'bW9yZSBhYm91dCB0aGUgbWFjaGluZSw'.repeat(16)}.${'c2lnbmVk'.repeat(11)}`;

export const MACHINE: ThisMachine = {
  product: 'KSE',
  machineId: MACHINE_ID,
  requestFileName: `KSE_${MACHINE_ID}.req`,
  request: REQUEST,
};

/** A license that is in force for 60 days, with everything a license can have. */
export function license(changes: Partial<LicenseClaims> = {}): LicenseClaims {
  return {
    iss: 'https://licenses.example',
    sub: MACHINE_ID,
    aud: 'KSE',
    jti: '0190163d-8694-739b-aea5-966c26f8ad91',
    iat: NOW,
    nbf: NOW - 300,
    exp: NOW + 60 * DAY,
    org: { id: 'org-7', name: 'Nørdic Ships A/S' },
    lic: 'LIC-2026-0042',
    assignee: 'Ada Lovelace',
    seq: 7,
    features: ['export', 'render'],
    ...changes,
  };
}

/** A license that ends in so many days. */
export function endingIn(days: number): LicenseClaims {
  return license({ exp: NOW + days * DAY });
}

/** What core says about these claims on this machine. */
export function judge(claims: LicenseClaims, now = NOW): Verdict {
  return judgeRead({ ok: true, license: claims }, { product: 'KSE', machineId: MACHINE_ID, now });
}

/** A refusal of any reason. */
export function refused(reason: Reason, claims?: LicenseClaims): Verdict {
  const checked = { product: 'KSE', machineId: MACHINE_ID, now: NOW, clock: true, possession: true };
  return { ok: false, reason, detail: `It is ${reason}.`, ...(claims && { license: claims }), checked };
}
