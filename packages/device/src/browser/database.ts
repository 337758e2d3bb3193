import type { UseStore } from 'idb-keyval';
import type { StoreName } from './migrations.js';
import { openDatabase, type DatabaseOptions } from './open-database.js';
import { storageError, toStorageError } from './storage-error.js';

/** A database that opens at the first use, and again where the browser or another window closed it. */
export class Database {
  readonly #options: DatabaseOptions;
  #opening: Promise<IDBDatabase> | undefined;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /**
   * One of its object stores, for the functions of idb-keyval. They fail with a `LatchkeyError`: `storage-full`,
   * `storage-blocked`, `storage-newer` or `storage-unavailable`; what they were to write is not stored then.
   */
  store(name: StoreName): UseStore {
    return async (mode, callback) => {
      const attempt = async () => {
        const transaction = begin(await this.#open(), name, mode);
        return finish(transaction, this.#options.patience, () => callback(transaction.objectStore(name)));
      };
      try {
        return await attempt();
      } catch (error) {
        if (!isInvalidState(error)) throw toStorageError(error);
      }
      // It was closed between opening and use; or it was full before, and Firefox gives the next transaction of that
      // connection the room to delete something, and nothing else. A new connection is as good as ever.
      this.close();
      try {
        return await attempt();
      } catch (error) {
        throw toStorageError(error);
      }
    };
  }

  /** Lets go of the database. The next use opens it again. */
  close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    void opening?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  #open(): Promise<IDBDatabase> {
    if (this.#opening) return this.#opening;
    const opening: Promise<IDBDatabase> = openDatabase(this.#options, () => this.#forget(opening));
    this.#opening = opening;
    // A failed open is not remembered: what stood in the way may be gone the next time.
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  #forget(opening: Promise<IDBDatabase>): void {
    if (this.#opening === opening) this.#opening = undefined;
  }
}

/** A license must survive a power cut once it is said to be stored: `strict` waits for the disk. */
function begin(database: IDBDatabase, name: StoreName, mode: IDBTransactionMode): IDBTransaction {
  return database.transaction(name, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
}

function isInvalidState(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

/** Waits for what is done in a transaction, but not for ever: one that takes too long is undone. */
async function finish<T>(
  transaction: IDBTransaction,
  patience: number,
  work: () => T | PromiseLike<T>,
): Promise<T> {
  let cause: unknown;
  // idb-keyval fails with the error of the transaction, which is not set yet when a request fails.
  transaction.addEventListener('error', (event) => {
    event.preventDefault();
    cause ??= (event.target as IDBRequest).error;
    abort(transaction);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // One that has ended already has stored what it had to; its answer is on the way.
      if (abort(transaction)) reject(storageError('storage-blocked'));
    }, patience);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    // One that was aborted has no error at all.
    throw cause ?? error ?? transaction.error ?? new DOMException('', 'AbortError');
  } finally {
    clearTimeout(timer);
  }
}

function abort(transaction: IDBTransaction): boolean {
  try {
    transaction.abort();
    return true;
  } catch {
    return false;
  }
}
