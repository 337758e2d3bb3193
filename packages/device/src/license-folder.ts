import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesEqual, LatchkeyError, printable, type LicenseClaims } from '@latchkey/core';
import { toMachine, type MachineOptions } from './machine.js';
import { readSmallFile } from './read-small-file.js';
import { hasCode } from './shared/has-code.js';
import type { StoredFile } from './shared/stored-file.js';
import { systemCode } from './system-code.js';
import { makeFolder, PRIVATE_FILE, replaceFile, writeNewFile } from './write-file.js';

/** A file of the license folder, as a full path. */
type FolderFile =
  Extract<StoredFile, { error: unknown }> | { readonly file: string; readonly data: Uint8Array };

const EXTENSION = '.lic';
const MAX_FILES = 10_000;

/** The folder in which the licenses of one product are kept, as a path. It need not be there yet. */
export function licenseFolder(options: MachineOptions): string {
  const { home, product } = toMachine(options);
  return join(home, product);
}

/**
 * Reads every license file of a folder, in the order of their names: those Latchkey wrote, in the order in
 * which they were issued. Of more than 10,000 the last ones are read.
 *
 * @returns a list; empty where there is no such folder. A file that cannot be read is an entry with an error.
 * @throws LatchkeyError `file-unreadable` where the folder itself cannot be read
 */
export async function listLicenses(folder: string): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  // One at a time: many at once would take many file handles of the product.
  for (const name of (await listNames(folder)).toSorted().slice(-MAX_FILES))
    files.push(await readStored(join(folder, name)));
  return files;
}

/** True where the folder holds a license file, whatever it says. */
export async function hasLicenses(folder: string): Promise<boolean> {
  return (await listNames(folder)).length > 0;
}

/**
 * Keeps a license that has been verified, as `<jti>.lic`. The same license again changes nothing. Other bytes
 * under the same name, as of a file damaged on the disk, are replaced by those that were verified.
 *
 * @param data the license file
 * @returns the path of the file
 * @throws LatchkeyError `file-unwritable`
 */
export async function addLicense(
  folder: string,
  data: Uint8Array,
  { jti }: Pick<LicenseClaims, 'jti'>,
): Promise<string> {
  const file = join(folder, `${jti}${EXTENSION}`);
  await makeFolder(folder);
  try {
    await writeNewFile(file, data, PRIVATE_FILE);
  } catch (error) {
    if (!hasCode(error, 'file-exists')) throw error;
    const stored = await readStored(file);
    if (!('data' in stored && bytesEqual(stored.data, data))) await replaceFile(file, data, PRIVATE_FILE);
  }
  return file;
}

async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return [];
    throw new LatchkeyError(
      'file-unreadable',
      `The license folder ${printable(folder)} could not be read (${systemCode(cause) || 'unknown fault'}). Check ` +
        'that it is a folder and who may read it.',
      { cause },
    );
  }
}

async function readStored(file: string): Promise<FolderFile> {
  try {
    return { file, data: await readSmallFile(file) };
  } catch (error) {
    if (error instanceof LatchkeyError) return { file, error };
    throw error;
  }
}
