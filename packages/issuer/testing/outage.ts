import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import type { Db } from '../src/db/schema.js';

/** Takes a database of PostgreSQL away while some work runs: nobody can connect, and who was connected is cut off. */
export async function withOutage(db: Db, work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const name = rows[0]?.name ?? '';
  const server = new pg.Client({ connectionString: inject('postgres') });
  await server.connect();
  try {
    await server.query(`alter database ${name} allow_connections false`);
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await work();
  } finally {
    await server.query(`alter database ${name} allow_connections true`);
    await server.end();
  }
}
