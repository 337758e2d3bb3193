import type { Verdict } from '@latchkey/core';
import { readMarks, writeMarks } from './clock-file.js';
import { addLicense, licenseFolder, listLicenses } from './license-folder.js';
import { toSituation, type LicenseOptions } from './license-options.js';
import { judgeNew } from './shared/judge-new.js';

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
  const kept = await readMarks(home);
  const { verdict, store } = await judgeNew(situation, text, kept, () => listLicenses(folder));
  if (!store) return { verdict };
  const storedAs = await addLicense(folder, Buffer.from(store.text, 'ascii'), store.license);
  // A fault here refuses nobody: the license is stored, and every look tries again and says so.
  await writeMarks(home, store.marks);
  return { verdict, storedAs };
}
