import {
  DAY,
  REASONS,
  type Accepted,
  type LatchkeyError,
  type LicenseClaims,
  type Refused,
  type Verdict,
} from '@latchkey/core';

/** What one look at the stored licenses found. */
export interface LicenseState {
  /** The verdict on the license that counts; where none does, on the one that came closest. `undefined`: none is stored. */
  readonly verdict: Verdict | undefined;
  /** The license that counts: in force, for this machine, with a clock and a key that hold. */
  readonly license: LicenseClaims | undefined;
  /** Its entitlements; empty where none counts. */
  readonly features: readonly string[];
  /** Days until it ends, a begun one as a whole; 0 where none counts. */
  readonly daysLeft: number;
  /** The license that takes over later: stored, genuine, not started yet. Of several the first. */
  readonly next: LicenseClaims | undefined;
  /** Every stored license that does not count now, `next` among them, in the order of their names. */
  readonly refused: readonly RefusedFile[];
  /** False where the clock marks could not be written, as on a read-only disk. Nothing is refused because of it. */
  readonly clockStored: boolean;
  /** The machine ID of this machine, canonical. */
  readonly machineId: string;
}

/** A stored license that does not count: where it is, its verdict, or why it could not be read. */
export type RefusedFile =
  | { readonly file: string; readonly verdict: Refused }
  | { readonly file: string; readonly error: LatchkeyError };

/** A stored license after all steps. `usable` as in `Judgment`. */
export type Candidate =
  | { readonly file: string; readonly verdict: Verdict; readonly usable: boolean }
  | { readonly file: string; readonly error: LatchkeyError };

/** Chooses among the stored licenses: the best valid one counts, that is the one that ends last. */
export function toLicenseState(
  candidates: readonly Candidate[],
  facts: { readonly clockStored: boolean; readonly machineId: string },
): LicenseState {
  let best: Accepted | undefined;
  let furthest: Refused | undefined;
  let next: LicenseClaims | undefined;
  const refused: RefusedFile[] = [];
  for (const candidate of candidates) {
    if ('error' in candidate) {
      refused.push(candidate);
      continue;
    }
    const { file, verdict, usable } = candidate;
    if (verdict.ok) {
      if (!best || endsLater(verdict.license, best.license)) best = verdict;
      continue;
    }
    refused.push({ file, verdict });
    if (!furthest || getsFurther(verdict, furthest)) furthest = verdict;
    if (usable && verdict.license && (!next || startsEarlier(verdict.license, next))) next = verdict.license;
  }
  return { verdict: best ?? furthest, ...describe(best), next, refused, ...facts };
}

function describe(best: Accepted | undefined): Pick<LicenseState, 'license' | 'features' | 'daysLeft'> {
  if (!best) return { license: undefined, features: [], daysLeft: 0 };
  const { license, checked } = best;
  return {
    license,
    features: license.features ?? [],
    daysLeft: Math.ceil((license.exp - checked.now) / DAY),
  };
}

function endsLater(a: LicenseClaims, b: LicenseClaims): boolean {
  return a.exp > b.exp || (a.exp === b.exp && a.iat > b.iat);
}

function startsEarlier(a: LicenseClaims, b: LicenseClaims): boolean {
  return a.nbf < b.nbf || (a.nbf === b.nbf && endsLater(a, b));
}

/** The steps of *Verifying* have an order: who was refused later has less to put right. */
function getsFurther(a: Refused, b: Refused): boolean {
  const difference = REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason);
  return difference > 0 || (difference === 0 && (a.license?.exp ?? -1) > (b.license?.exp ?? -1));
}
