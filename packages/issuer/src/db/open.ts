import { Kysely, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations/index.js';
import { postgresDialect } from './postgres.js';
import type { Db, Tables } from './schema.js';
import { openSqlite, sqliteDialect } from './sqlite.js';
import { withTypedErrors } from './typed-errors.js';

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
    'file' in place ? sqliteDialect(await openSqlite(place.file)) : await postgresDialect(place.url);
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
