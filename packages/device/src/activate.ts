import { decodeToken, joinToken, type LicenseClaims, type Verdict } from '@latchkey/core';
import { readMarks, writeMarks } from './clock-file.js';
import { isSteady, observe, type ClockMarks } from './clock-marks.js';
import {
  acceptVerdict,
  completeVerdict,
  rebuildMarks,
  timeToJudgeAt,
  verifyHere,
  verifyStored,
} from './judge.js';
import { addLicense, licenseFolder, listLicenses } from './license-folder.js';
import { toSituation, type LicenseOptions, type Situation } from './license-options.js';

/** What became of a license file that was loaded. */
export interface Activation {
  /** The verdict after all steps; `verdict.checked` says which were made. */
  readonly verdict: Verdict;
  /**
   * Where the license was stored. There for a license in force, and for one that is refused for nothing but
   * being early: a successor that takes over later.
   */
  readonly storedAs?: string;
}

/**
 * Loads a license file: verifies it for this product, machine, time and device key, and stores it where it
 * holds. A license signed later than everything before also puts clock marks right that were set by mistake.
 *
 * @param text the license file, as text or bytes, as received
 * @returns the verdict, a value also where the license is refused
 * @throws LatchkeyError `file-unwritable` where a license that holds cannot be stored, and what `readLicenses`
 *   throws; never because of `text`
 */
export async function activate(text: string | Uint8Array, options: LicenseOptions): Promise<Activation> {
  const situation = await toSituation(options);
  const { home } = situation.machine;
  const folder = licenseFolder(situation.machine);
  const now = situation.now();
  const kept = await readMarks(home);
  const at = timeToJudgeAt(now, kept);
  const first = verifyHere(situation, text, at);
  // Before the clock is judged: a newer license is the way out for a clock that was ahead.
  const marks = acceptVerdict(kept ?? (await marksOfStored(situation, folder, at)), first);
  const { verdict, usable } = await completeVerdict(situation, first, isSteady(marks, now));
  if (!usable) return { verdict };
  const storedAs = await addLicense(folder, asIssued(text), verdict.license as LicenseClaims);
  // A fault here refuses nobody: the license is stored, and every look tries again and says so.
  await writeMarks(home, observe(marks, now));
  return { verdict, storedAs };
}

async function marksOfStored(situation: Situation, folder: string, at: number): Promise<ClockMarks> {
  return rebuildMarks(await verifyStored(situation, await listLicenses(folder), at));
}

/** The file as the issuer wrote it, without what mail programs add. */
function asIssued(text: string | Uint8Array): Uint8Array {
  const token = decodeToken(text, 'license+jwt');
  if (!token.ok) throw new TypeError('asIssued: text must have been verified');
  return Buffer.from(`${joinToken(token.signingInput, token.signature)}\n`, 'ascii');
}
