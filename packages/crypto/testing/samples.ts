import type { LicenseClaims } from '@latchkey/core';

/** The example of docs/license-format.md, scheme `os`. */
export const KSE_ID = 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h';

export const LICENSE: LicenseClaims = {
  iss: 'https://licenses.example',
  sub: KSE_ID,
  aud: 'KSE',
  jti: '0190163d-8694-739b-aea5-966c26f8ad91',
  iat: 1_800_000_300,
  nbf: 1_800_000_000,
  exp: 1_805_184_300,
  org: { id: 'org-7', name: 'Nørdic Ships A/S' },
  lic: 'LIC-2026-0042',
};

export const REQUEST = {
  sub: KSE_ID,
  aud: 'KSE',
  iat: 1_800_000_000,
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  host: 'ada-laptop',
} as const;
