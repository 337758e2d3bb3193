import { PostgresAdapter, type Kysely } from 'kysely';

/** True on PostgreSQL; else it is SQLite. For the few places where they differ. */
export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
