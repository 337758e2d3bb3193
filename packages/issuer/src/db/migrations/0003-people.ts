import type { Kysely } from 'kysely';

/** Attempts to sign in, counted by all processes together; and what has ended is found without reading everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('attempt')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('free_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('attempt_free').on('attempt').column('free_at').execute();
  for (const table of ['session', 'invite', 'token']) {
    await schema.createIndex(`${table}_end`).on(table).column('expires_at').execute();
  }
  await schema.createIndex('token_origin').on('token').column('origin').execute();
  await schema.createIndex('idempotency_age').on('idempotency').column('created_at').execute();
}
