import { setTimeout as sleep } from 'node:timers/promises';
import { loadSqlite } from '../db/sqlite.js';

/** How long to wait for another process, and between two tries, milliseconds. */
const PATIENCE = 10_000;
const INTERVAL = 5;
/** What SQLite answers where another process holds the lock. */
const SQLITE_BUSY = 5;

/**
 * Runs work that one process at a time may do. The lock is the system's, and falls with the process that holds it,
 * however that ends: a lock file that a killed process leaves behind would have to be judged by its age. Node has no
 * such locks of its own; SQLite takes one on a file that stays empty.
 *
 * @param file is made beside what it protects, and stays
 * @throws Error where the file cannot be made, or others hold it for ten seconds
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const { DatabaseSync } = await loadSqlite();
  const lock = new DatabaseSync(file);
  try {
    const deadline = performance.now() + PATIENCE;
    while (!tryLock(lock)) {
      if (performance.now() > deadline) throw new Error(`Other processes keep ${file} locked.`);
      await sleep(INTERVAL);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryLock(lock: { exec(sql: string): void }): boolean {
  try {
    lock.exec('begin immediate');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
