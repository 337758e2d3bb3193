import type { Migration } from './migrations.js';
import { storageError, toStorageError } from './storage-error.js';

/** Which database, and how to bring it to the version this code knows. */
export interface DatabaseOptions {
  readonly name: string;
  /** The version of the database is the number of its steps. */
  readonly migrations: readonly Migration[];
  /** How long to wait for other windows, in milliseconds. */
  readonly patience: number;
}

/**
 * Opens a database, made or brought up to date where need be.
 *
 * @param closed called when the browser has closed it, or another window needed it to be closed
 * @throws LatchkeyError `storage-newer`, and nothing is touched; `storage-blocked` where an old window does not let
 *   go in time; `storage-full`; `storage-unavailable`
 */
export function openDatabase(
  { name, migrations, patience }: DatabaseOptions,
  closed: () => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let migrationFault: unknown;
    let isLate = false;
    const request = startOpening(name, migrations.length);
    // No answer at all is a known fault of browsers, too: an open that hangs must not hang the page.
    const timer = setTimeout(() => {
      isLate = true;
      reject(storageError('storage-blocked'));
    }, patience);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      const { result, transaction } = request;
      try {
        for (const migrate of migrations.slice(oldVersion)) migrate(result, transaction as IDBTransaction);
      } catch (error) {
        migrationFault = error;
        transaction?.abort();
      }
    });
    request.addEventListener('success', () => {
      clearTimeout(timer);
      const { result } = request;
      // Nobody waits for it any more, and open it would stand in the way of others.
      if (isLate) return result.close();
      result.addEventListener('close', closed);
      // Another window has a newer version, or deletes the database: it must not wait for this one.
      result.addEventListener('versionchange', () => {
        result.close();
        closed();
      });
      resolve(result);
    });
    request.addEventListener('error', (event) => {
      clearTimeout(timer);
      // Firefox reports an error that nobody prevents as one of the page.
      event.preventDefault();
      reject(
        migrationFault === undefined
          ? toStorageError(request.error)
          : storageError('storage-unavailable', migrationFault),
      );
    });
  });
}

function startOpening(name: string, version: number): IDBOpenDBRequest {
  try {
    return globalThis.indexedDB.open(name, version);
  } catch (error) {
    // Where there is none, reading a member of `undefined` is what throws.
    throw error instanceof DOMException ? toStorageError(error) : storageError('storage-unavailable', error);
  }
}
