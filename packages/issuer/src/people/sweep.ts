import { sql } from 'kysely';
import { isPostgres } from '../db/dialect.js';
import type { Db } from '../db/schema.js';

/** Rows forgotten in one step: more than one call adds, so what has ended does not pile up. */
const STEP = 20;

/** What ends by itself: the key of its table, and the column that says when. */
const ENDS = {
  attempt: ['key', 'free_at'],
  session: ['hash', 'expires_at'],
  invite: ['id', 'expires_at'],
  token: ['id', 'expires_at'],
} as const;

/** Deletes some rows of a table that had ended at a time. Each operation that adds one calls it first. */
export async function sweep(db: Db, table: keyof typeof ENDS, ended: number): Promise<void> {
  const [key, end] = ENDS[table];
  // Several processes sweep at once: each leaves alone what another one has in hand.
  const lock = isPostgres(db) ? sql`for update skip locked` : sql``;
  await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in
    (select ${sql.ref(key)} from ${sql.table(table)} where ${sql.ref(end)} <= ${ended}
      order by ${sql.ref(end)} limit ${STEP} ${lock})`.execute(db);
}
