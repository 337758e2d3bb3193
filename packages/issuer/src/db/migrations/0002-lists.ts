import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../dialect.js';

/** Lists in every order they are offered in, and an audit log that can only grow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('offline_license_ends')
    .on('offline_license')
    .columns(['organization_id', 'exp', 'seq'])
    .execute();
  await db.schema
    .createIndex('offline_license_assignee')
    .on('offline_license')
    .columns(['organization_id', 'assignee_id', 'seq'])
    .where(sql.ref('assignee_id'), 'is not', null)
    .execute();
  if (isPostgres(db)) {
    await sql`create function refuse_audit_change() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is append-only'; end $$`.execute(db);
    await sql`create trigger audit_append_only before update or delete on audit
      for each row execute function refuse_audit_change()`.execute(db);
    return;
  }
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.raw(`audit_no_${change}`)} before ${sql.raw(change)} on audit
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
  }
}
