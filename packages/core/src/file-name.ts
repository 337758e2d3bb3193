import type { LicenseClaims } from './license.js';
import { isoTime } from './time.js';

/**
 * The name of a license file, `KSE_<machineID>.lic`. Safe on every file system: product code and machine ID
 * hold nothing but letters and digits.
 */
export function licenseFileName({ aud, sub }: Pick<LicenseClaims, 'aud' | 'sub'>): string {
  return `${aud}_${sub}.lic`;
}

/** The name of a successor, where that name is taken: with the day on which it starts, in UTC. */
export function successorFileName({ aud, sub, nbf }: Pick<LicenseClaims, 'aud' | 'sub' | 'nbf'>): string {
  return `${aud}_${sub}_${isoTime(nbf).slice(0, 10)}.lic`;
}
