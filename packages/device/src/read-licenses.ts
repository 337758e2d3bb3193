import { readMarks, writeMarks } from './clock-file.js';
import { isSteady, observe, type ClockMarks } from './clock-marks.js';
import {
  acceptVerdict,
  completeVerdict,
  rebuildMarks,
  timeToJudgeAt,
  verifyStored,
  type Judged,
} from './judge.js';
import { licenseFolder, listLicenses, type StoredFile } from './license-folder.js';
import { toSituation, type LicenseOptions, type Situation } from './license-options.js';
import { toLicenseState, type Candidate, type LicenseState } from './license-state.js';

/**
 * Looks at the stored licenses of a product once: judges each, chooses the one that counts, and notes down
 * the time. A product that runs for long uses `openLicense`, which looks again by itself.
 *
 * @throws LatchkeyError `machine-id-unavailable`, `key-set-invalid`, `product-invalid`, `file-unreadable` (the
 *   license folder), and for the identity `device` what `deviceSigner` throws. A license that is refused or
 *   cannot be read is part of the state.
 */
export async function readLicenses(options: LicenseOptions): Promise<LicenseState> {
  const situation = await toSituation(options);
  return judgeFiles(situation, await listLicenses(licenseFolder(situation.machine)));
}

/** The state that files which have been read amount to now. */
export async function judgeFiles(situation: Situation, files: readonly StoredFile[]): Promise<LicenseState> {
  const { machine, machineId } = situation;
  const now = situation.now();
  const kept = await readMarks(machine.home);
  const judged = await verifyStored(situation, files, timeToJudgeAt(now, kept));
  const marks = acceptAll(kept ?? rebuildMarks(judged), judged);
  const steady = isSteady(marks, now);
  const clockStored = await keepMarks(machine.home, kept, observe(marks, now));

  const candidates: Candidate[] = [];
  for (const entry of judged) {
    if ('error' in entry) candidates.push(entry);
    else candidates.push({ file: entry.file, ...(await completeVerdict(situation, entry.verdict, steady)) });
  }
  return toLicenseState(candidates, { clockStored, machineId });
}

/**
 * Also licenses that were stored before: two processes may have written the marks at once, and a file may
 * have been copied into the folder by hand.
 */
function acceptAll(marks: ClockMarks, judged: readonly Judged[]): ClockMarks {
  return judged.reduce((all, entry) => ('verdict' in entry ? acceptVerdict(all, entry.verdict) : all), marks);
}

async function keepMarks(home: string, kept: ClockMarks | undefined, marks: ClockMarks): Promise<boolean> {
  const same = kept?.signed === marks.signed && kept.local === marks.local;
  return same || writeMarks(home, marks);
}
