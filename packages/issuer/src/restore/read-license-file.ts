import { decodeToken, joinToken, type LicenseClaims } from '@latchkey/core';
import { verifyLicense, type KeySet } from '@latchkey/crypto';
import type { Ledger } from '../ledger.js';

/** A license that this vendor's ledger issued. */
export interface IssuedLicense {
  readonly claims: LicenseClaims & { readonly seq: number };
  /** The license file, byte for byte as it was issued. */
  readonly text: string;
}

/**
 * Reads a license file that comes back. It may have ended long ago; what counts is who signed it.
 *
 * @returns the license, or why it is none of this ledger's
 */
export function readLicenseFile(
  { engine }: Pick<Ledger, 'engine'>,
  keys: KeySet,
  text: string,
): IssuedLicense | string {
  const verdict = verifyLicense(text, { keys, product: 'any', machineId: 'any', now: 0, engine });
  // Refused for its time alone: then the claims are there.
  if (!verdict.ok && !verdict.license) return verdict.detail;
  const claims = verdict.license as LicenseClaims;
  if (claims.seq === undefined) return 'No ledger issued it: it has no number.';
  return { claims: { ...claims, seq: claims.seq }, text: asIssued(text) };
}

/** Mail wraps lines and adds marks; what was signed stands in between, and is spelled in one way only. */
function asIssued(text: string): string {
  const token = decodeToken(text, 'license+jwt');
  return token.ok ? `${joinToken(token.signingInput, token.signature)}\n` : text;
}
