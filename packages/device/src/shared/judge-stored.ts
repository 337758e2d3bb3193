import { isSteady, observe, type ClockMarks } from './clock-marks.js';
import {
  acceptVerdict,
  completeVerdict,
  rebuildMarks,
  timeToJudgeAt,
  verifyStored,
  type Judged,
} from './judge.js';
import type { Candidate } from './license-state.js';
import type { Situation } from './situation.js';
import type { StoredFile } from './stored-file.js';

/** One look at the stored licenses. */
export interface Look {
  /** Every stored license after all steps, in their order. */
  readonly candidates: readonly Candidate[];
  /** The clock marks to keep from now on. */
  readonly marks: ClockMarks;
}

/**
 * Judges every stored license, clock and device key included.
 *
 * @param kept the clock marks as they are kept; `undefined` where there are none
 */
export async function judgeStored(
  situation: Situation,
  files: readonly StoredFile[],
  kept: ClockMarks | undefined,
): Promise<Look> {
  const now = situation.now();
  const judged = await verifyStored(situation, files, timeToJudgeAt(now, kept));
  const marks = acceptAll(kept ?? rebuildMarks(judged), judged);
  const steady = isSteady(marks, now);
  const candidates: Candidate[] = [];
  for (const entry of judged) {
    if ('error' in entry) candidates.push(entry);
    else candidates.push({ file: entry.file, ...(await completeVerdict(situation, entry.verdict, steady)) });
  }
  return { candidates, marks: observe(marks, now) };
}

/**
 * Also licenses that were stored before: two processes may have written the marks at once, and a file may
 * have been put among the others by hand.
 */
function acceptAll(marks: ClockMarks, judged: readonly Judged[]): ClockMarks {
  return judged.reduce((all, entry) => ('verdict' in entry ? acceptVerdict(all, entry.verdict) : all), marks);
}
