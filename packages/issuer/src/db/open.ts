import { Kysely, Migrator, PostgresDialect, type Dialect } from 'kysely';
import { MIGRATIONS } from './migrations/index.js';
import type { Db, Tables } from './schema.js';
import { openSqlite, sqliteDialect } from './sqlite.js';
import { withTypedErrors } from './typed-errors.js';

/** Connections to PostgreSQL a process. */
const CONNECTIONS = 10;

/** Where the ledger is: a file of SQLite, or the address of a PostgreSQL database. */
export type Place = { readonly file: string } | { readonly url: string };

/**
 * Opens the ledger and brings its schema up to date. Several processes may do so at once.
 *
 * @throws Error where it cannot be reached, or comes from a later version
 */
export async function openDatabase(place: Place): Promise<Db> {
  const db = await connect(place);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Opens the ledger as it is, without looking at its schema. */
export async function connect(place: Place): Promise<Db> {
  const dialect =
    'file' in place ? sqliteDialect(await openSqlite(place.file)) : await serverDialect(place.url);
  return new Kysely<Tables>({ dialect: withTypedErrors(dialect) });
}

/**
 * Takes the schema to a step; the latest as it is.
 *
 * @param step name of a migration
 */
export async function migrate(db: Db, step?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = step === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(step);
  if (error !== undefined) throw error;
}

async function serverDialect(url: string): Promise<Dialect> {
  const { default: pg } = await import('pg');
  // Times and counts are eight bytes wide there and exact in a number here.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
  };
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, types });
  // A connection that breaks must not end the process, neither idle nor between two queries: the pool opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
