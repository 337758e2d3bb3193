import { LatchkeyError, printable } from '@latchkey/core';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { isPostgres } from './dialect.js';
import type { Db } from './schema.js';
import { syncFolder } from './sync-folder.js';

/** Read and written by the account that owns it: a ledger holds every license file. */
const PRIVATE_FILE = 0o600;

/**
 * Copies a ledger of SQLite into a new file while it is in use, as it is at one moment. Other processes go on working;
 * this one waits, so a service leaves it to the command line. The file is complete, or not there.
 *
 * @param file must not be there yet: yesterday's backup is not the price of a wrong name
 * @throws LatchkeyError `request-invalid` on PostgreSQL, `file-exists`, `file-unwritable`
 */
export async function backup(db: Db, file: string): Promise<void> {
  if (isPostgres(db)) {
    throw new LatchkeyError(
      'request-invalid',
      'This ledger is in PostgreSQL, which has its own backup. Use pg_dump --format=custom, or archive its write-ahead log.',
    );
  }
  await assertFree(file);
  const temporary = path.join(path.dirname(file), `.latchkey-${randomUUID()}.tmp`);
  try {
    await copyInto(db, temporary);
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (cause) {
    throw new LatchkeyError(
      'file-unwritable',
      `The backup ${printable(file)} could not be written, and no part of it is there. Check that its folder exists and that the disk has room.`,
      { cause },
    );
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function copyInto(db: Db, file: string): Promise<void> {
  // SQLite fills an empty file, and would let everybody read one that it makes itself.
  await (await open(file, 'wx', PRIVATE_FILE)).close();
  await sql`vacuum into ${file}`.execute(db);
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws LatchkeyError `file-exists` */
async function assertFree(file: string): Promise<void> {
  const isThere = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new LatchkeyError(
    'file-exists',
    `${printable(file)} is there already and was not changed. Choose another name for the backup, or move it away.`,
  );
}
