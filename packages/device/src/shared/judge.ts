import {
  needsPossession,
  withClock,
  withPossession,
  type LatchkeyError,
  type LicenseClaims,
  type Verdict,
} from '@latchkey/core';
import { verifyLicense } from '@latchkey/crypto';
import { acceptSigned, latestMark, NO_MARKS, type ClockMarks } from './clock-marks.js';
import type { Situation } from './situation.js';
import type { StoredFile } from './stored-file.js';

/** A stored license and its verdict, or why it could not be read. */
export type Judged =
  | { readonly file: string; readonly verdict: Verdict }
  | { readonly file: string; readonly error: LatchkeyError };

/** A verdict after all steps. */
export interface Judgment {
  readonly verdict: Verdict;
  /** True where the license counts, or will count once it has started. */
  readonly usable: boolean;
}

/**
 * The time to judge at: the clock's. A clock that gives no number is not believed later on; until then the
 * latest time that was seen stands in for it.
 */
export function timeToJudgeAt(now: number, marks: ClockMarks | undefined): number {
  return Number.isFinite(now) ? now : latestMark(marks ?? NO_MARKS);
}

/** Steps 1 to 11 of *Verifying*, for this product and machine. */
export function verifyHere(situation: Situation, data: string | Uint8Array, at: number): Verdict {
  const { keys, product, machineId } = situation;
  return verifyLicense(data, { keys, product, machineId, now: at });
}

/** Steps 1 to 11 for each file, in their order. */
export async function verifyStored(
  situation: Situation,
  files: readonly StoredFile[],
  at: number,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const stored of files) {
    judged.push(
      'error' in stored ? stored : { file: stored.file, verdict: verifyHere(situation, stored.data, at) },
    );
    // A verification takes milliseconds, and the product has other things to do.
    await situation.pause();
  }
  return judged;
}

/** Marks to begin with where none are kept: from every genuine license that is meant for this machine. */
export function rebuildMarks(judged: readonly Judged[]): ClockMarks {
  let marks = NO_MARKS;
  for (const entry of judged) {
    if (!('verdict' in entry) || !entry.verdict.license) continue;
    const { verdict } = entry;
    const elsewhere = !verdict.ok && ['wrong-product', 'wrong-machine'].includes(verdict.reason);
    if (!elsewhere) marks = acceptSigned(marks, entry.verdict.license.iat);
  }
  return marks;
}

/** The marks after accepting the license of a verdict, where it is one to accept. */
export function acceptVerdict(marks: ClockMarks, verdict: Verdict): ClockMarks {
  const license = findCandidate(verdict);
  return license ? acceptSigned(marks, license.iat) : marks;
}

/**
 * Steps 12 and 13 of *Verifying*. A license that has not started yet keeps that reason, but has to be proven
 * too before it is of any use.
 *
 * @param steady whether the clock is believed, see `isSteady`
 */
export async function completeVerdict(
  situation: Situation,
  verdict: Verdict,
  steady: boolean,
): Promise<Judgment> {
  const timed = withClock(verdict, steady);
  const license = findCandidate(timed);
  if (!license) return { verdict: timed, usable: false };
  if (!needsPossession(license)) return { verdict: timed, usable: true };
  const proven = await situation.prove(license);
  const complete = withPossession(timed, proven);
  if (proven || complete.ok || complete.reason === 'possession-failed') {
    return { verdict: complete, usable: proven };
  }
  const detail = `${complete.detail} The device key did not prove itself either.`;
  return { verdict: { ...complete, detail }, usable: false };
}

/** The license of a verdict that is in force or has not started yet. */
function findCandidate(verdict: Verdict): LicenseClaims | undefined {
  return verdict.ok || verdict.reason === 'not-yet-valid' ? verdict.license : undefined;
}
