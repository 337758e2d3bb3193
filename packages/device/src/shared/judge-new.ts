import { decodeToken, joinToken, type LicenseClaims } from '@latchkey/core';
import { isSteady, observe, type ClockMarks } from './clock-marks.js';
import {
  acceptVerdict,
  completeVerdict,
  rebuildMarks,
  timeToJudgeAt,
  verifyHere,
  verifyStored,
  type Judgment,
} from './judge.js';
import type { Situation } from './situation.js';
import type { StoredFile } from './stored-file.js';

/** A license that was loaded, after all steps. */
export interface NewJudgment extends Judgment {
  /** What to store, there for a license that is usable. */
  readonly store?: {
    readonly license: LicenseClaims;
    /** The file as the issuer wrote it, without what mail programs add. ASCII. */
    readonly text: string;
    /** The clock marks to keep once it is stored. */
    readonly marks: ClockMarks;
  };
}

/**
 * Judges a license that is not stored yet. One signed later than everything before puts clock marks right that
 * were set by mistake.
 *
 * @param kept the clock marks as they are kept; where there are none, the licenses stored so far say enough
 */
export async function judgeNew(
  situation: Situation,
  input: string | Uint8Array,
  kept: ClockMarks | undefined,
  readStored: () => Promise<readonly StoredFile[]>,
): Promise<NewJudgment> {
  const now = situation.now();
  const at = timeToJudgeAt(now, kept);
  const first = verifyHere(situation, input, at);
  const before = kept ?? rebuildMarks(await verifyStored(situation, await readStored(), at));
  // Before the clock is judged: a newer license is the way out for a clock that was ahead.
  const marks = acceptVerdict(before, first);
  const judgment = await completeVerdict(situation, first, isSteady(marks, now));
  const { license } = judgment.verdict;
  if (!judgment.usable || !license) return judgment;
  return { ...judgment, store: { license, text: asIssued(input), marks: observe(marks, now) } };
}

function asIssued(input: string | Uint8Array): string {
  const token = decodeToken(input, 'license+jwt');
  if (!token.ok) throw new TypeError('asIssued: input must have been verified');
  return `${joinToken(token.signingInput, token.signature)}\n`;
}
