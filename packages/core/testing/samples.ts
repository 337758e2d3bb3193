import { createHash } from 'node:crypto';
import { bech32m } from '@scure/base';
import type { LicenseClaims } from '../src/license.js';

/** The example of docs/license-format.md, scheme `os`. */
export const KSE_ID = 'kse1q6rxukk7x7nrghtylqmhqcmtx6usze35h';

/** A sound machine ID of any product and scheme, spelled by BIP 350 alone. */
export function machineIdOf(product: string, scheme = 0, bits: Uint8Array = new Uint8Array(16).fill(0xa5)) {
  return bech32m.encode(product.toLowerCase(), [scheme, ...bech32m.toWords(bits)]);
}

/** The machine ID of scheme `device` for a key, as docs/license-format.md derives it, over node:crypto. */
export function deviceIdOf(product: string, jkt: string): string {
  const digest = createHash('sha256').update(`latchkey/device/v1\0${product}\0${jkt}`).digest();
  return machineIdOf(product, 1, digest.subarray(0, 16));
}

/** Claims of a license that has everything a license can have. */
export const FULL: LicenseClaims = {
  iss: 'https://licenses.example',
  sub: KSE_ID,
  aud: 'KSE',
  jti: '0190163d-8694-739b-aea5-966c26f8ad91',
  iat: 1_800_000_300,
  nbf: 1_800_000_000,
  exp: 1_805_184_300,
  org: { id: 'org-7', name: 'Nørdic Ships A/S' },
  lic: 'LIC-2026-0042',
  assignee: 'Ada Lovelace',
  seq: 7,
  features: ['export', 'render'],
  cnf: { jkt: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' },
};

/** The same without what is optional. */
export const BARE: LicenseClaims = without(FULL, 'assignee', 'seq', 'features', 'cnf');

/** A copy without some members. */
export function without<T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> {
  const copy = { ...value };
  for (const name of names) delete copy[name];
  return copy;
}
