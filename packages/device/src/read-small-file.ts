import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { LatchkeyError, MAX_TOKEN_BYTES, printable } from '@latchkey/core';
import { systemCode } from './system-code.js';

/** A FIFO would block the open until somebody writes. Windows has neither flag, nor such files. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Reads the beginning of a regular file. Takes as much memory as `limit` says, however large the file is, and
 * never waits for somebody to write: it is meant for files that a person named.
 *
 * @param limit how many bytes to read at most. As it is, one more than a license may have, so that the
 *   verifier sees that the file is too large.
 * @throws LatchkeyError `file-not-found` (nothing there, or a link to nothing), `file-not-regular` (a folder,
 *   FIFO, socket or device), `file-unreadable` (no permission, links in a circle, a fault of the disk)
 */
export async function readSmallFile(path: string, limit: number = MAX_TOKEN_BYTES + 1): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, FLAGS);
    if (!(await handle.stat()).isFile()) throw notRegular(path);
    return await readBeginning(handle, limit);
  } catch (error) {
    throw toReadError(path, error);
  } finally {
    await handle?.close();
  }
}

/** A read may return less than asked for, and files of /proc say that they are empty: read until the end. */
async function readBeginning(handle: FileHandle, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit);
  let length = 0;
  while (length < limit) {
    const { bytesRead } = await handle.read(bytes, length, limit - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.slice(0, length);
}

function toReadError(path: string, error: unknown): LatchkeyError {
  if (error instanceof LatchkeyError) return error;
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new LatchkeyError('file-not-found', `There is no file ${printable(path)}. Check the path.`, {
        cause: error,
      });
    // What opening a folder (Windows), a socket, and a device without driver gives.
    case 'EISDIR':
    case 'ENXIO':
    case 'ENODEV':
      return notRegular(path, error);
    default:
      return new LatchkeyError(
        'file-unreadable',
        `${printable(path)} could not be read (${systemCode(error) || 'unknown fault'}). Check who may read it.`,
        { cause: error },
      );
  }
}

function notRegular(path: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError(
    'file-not-regular',
    `${printable(path)} is a folder, a pipe or a device, not a file. Name the file itself.`,
    { cause },
  );
}
