import { PostgresAdapter, type QueryExecutorProvider } from 'kysely';

/** True on PostgreSQL; else it is SQLite. For the few places where they differ. */
export function isPostgres(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
