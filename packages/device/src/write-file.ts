import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LatchkeyError, printable } from '@latchkey/core';
import { systemCode } from './system-code.js';

/** Read and written by the account that owns it, by nobody else. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes a file that must not be there yet. Whatever happens, it is complete or absent: the bytes go to a
 * temporary file in the same folder, onto the disk, and only then get their name, by a hard link, which the
 * system refuses where the name is taken. Of several writers one wins.
 *
 * @param mode permission bits, of which the umask is taken away; Windows ignores them
 * @throws LatchkeyError `file-exists` (links count, even one to nothing), `file-unwritable` (no such folder,
 *   no permission, disk full, or a file system without hard links, such as FAT)
 */
export async function writeNewFile(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  await publish(path, data, mode, link);
}

/**
 * Writes a file, in place of the one that may be there. Readers see the old bytes or the new ones.
 *
 * @throws LatchkeyError `file-unwritable`
 */
export async function replaceFile(
  path: string,
  data: string | Uint8Array,
  mode: number = PRIVATE_FILE,
): Promise<void> {
  await publish(path, data, mode, rename);
}

/**
 * Makes a folder and those above it, for the account that owns it only. One that is there stays as it is.
 *
 * @throws LatchkeyError `file-unwritable`
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Not `recursive` of Node 20: where a folder is there but takes no entries (/proc), that never comes back. */
async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path, PRIVATE_FOLDER);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolders(dirname(path));
      // Another process may have made it meanwhile, and then it must be a folder all the same.
      await mkdir(path, PRIVATE_FOLDER).catch((again: unknown) => passIfFolder(path, again));
    } else {
      await passIfFolder(path, error);
    }
  }
}

/** Which error a system gives for a folder that is there differs: `EEXIST`, `EROFS`, `EPERM`. */
async function passIfFolder(path: string, error: unknown): Promise<void> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) throw error;
}

async function publish(
  path: string,
  data: string | Uint8Array,
  mode: number,
  giveName: (temporary: string, path: string) => Promise<void>,
): Promise<void> {
  // Not made from the file's name, which may be as long as the file system allows.
  const temporary = join(dirname(path), `.latchkey-${randomUUID()}.tmp`);
  try {
    await writeThrough(temporary, data, mode);
    await giveName(temporary, path);
  } catch (error) {
    throw toWriteError(path, error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  await syncFolder(dirname(path));
}

async function writeThrough(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that the name, too, survives a loss of power. Windows cannot, and some network disks cannot. */
async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is written; only its name may be lost if the power goes now.
  }
}

function toWriteError(path: string, cause: unknown): LatchkeyError {
  if (systemCode(cause) === 'EEXIST') {
    return new LatchkeyError(
      'file-exists',
      `${printable(path)} is there already and was not changed. Choose another name, or move it away.`,
      { cause },
    );
  }
  return unwritable(path, cause);
}

function unwritable(path: string, cause: unknown): LatchkeyError {
  return new LatchkeyError(
    'file-unwritable',
    `${printable(path)} could not be written (${systemCode(cause) || 'unknown fault'}). Check that its folder ` +
      'is there and may be written, and that the disk has room.',
    { cause },
  );
}
