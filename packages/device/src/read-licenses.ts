import { readMarks, writeMarks } from './clock-file.js';
import { licenseFolder, listLicenses } from './license-folder.js';
import { toSituation, type LicenseOptions, type MachineSituation } from './license-options.js';
import type { ClockMarks } from './shared/clock-marks.js';
import { judgeStored } from './shared/judge-stored.js';
import { toLicenseState, type LicenseState } from './shared/license-state.js';
import type { StoredFile } from './shared/stored-file.js';

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
export async function judgeFiles(
  situation: MachineSituation,
  files: readonly StoredFile[],
): Promise<LicenseState> {
  const { machine, machineId } = situation;
  const kept = await readMarks(machine.home);
  const { candidates, marks } = await judgeStored(situation, files, kept);
  const clockStored = await keepMarks(machine.home, kept, marks);
  return toLicenseState(candidates, { clockStored, machineId });
}

async function keepMarks(home: string, kept: ClockMarks | undefined, marks: ClockMarks): Promise<boolean> {
  const same = kept?.signed === marks.signed && kept.local === marks.local;
  return same || writeMarks(home, marks);
}
