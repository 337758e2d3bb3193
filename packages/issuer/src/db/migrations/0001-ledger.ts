import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../dialect.js';

/** Tables of people, licenses and offline licenses, as they began. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('password', 'text')
    .addColumn('is_operator', 'integer', (c) => c.notNull())
    .addColumn('external_id', 'text', (c) => c.unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('session')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('session_account').on('session').column('account_id').execute();
  await schema
    .createTable('organization')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('last_iat', 'bigint', (c) => c.notNull())
    .addColumn('audit_number', 'bigint', (c) => c.notNull())
    .addColumn('audit_hash', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('member')
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('owner', 'admin', 'user')`))
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_key', ['organization_id', 'account_id'])
    .execute();
  await schema.createIndex('member_account').on('member').column('account_id').execute();
  await schema
    .createTable('invite')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('owner', 'admin', 'user')`))
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('accepted_by', 'text')
    .addColumn('accepted_at', 'bigint')
    .execute();
  await schema.createIndex('invite_organization').on('invite').column('organization_id').execute();
  await schema
    .createTable('product')
    .addColumn('code', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('policy', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('license')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('product', 'text', (c) => c.notNull().references('product.code'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull().check(sql`type in ('node-locked', 'floating')`))
    .addColumn('billing', 'text', (c) => c.notNull().check(sql`billing in ('monthly', 'yearly')`))
    .addColumn('quantity', 'integer', (c) => c.notNull().check(sql`quantity >= 0`))
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .addColumn('features', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('machines', 'integer', (c) => c.notNull())
    .addColumn('counted_at', 'bigint')
    .execute();
  await schema.createIndex('license_organization').on('license').column('organization_id').execute();
  await schema
    .createTable('offline_license')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('license_id', 'text', (c) => c.notNull().references('license.id'))
    .addColumn('product', 'text', (c) => c.notNull())
    .addColumn('machine_id', 'text', (c) => c.notNull())
    .addColumn('assignee', 'text')
    .addColumn('assignee_id', 'text')
    .addColumn('jkt', 'text')
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('iat', 'bigint', (c) => c.notNull())
    .addColumn('nbf', 'bigint', (c) => c.notNull())
    .addColumn('exp', 'bigint', (c) => c.notNull())
    .addColumn('predecessor_id', 'text')
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addUniqueConstraint('offline_license_seq', ['organization_id', 'seq'])
    .execute();
  await schema
    .createIndex('offline_license_machine')
    .on('offline_license')
    .columns(['organization_id', 'machine_id', 'exp'])
    .execute();
  await schema
    .createIndex('offline_license_predecessor')
    .unique()
    .on('offline_license')
    .column('predecessor_id')
    .where('predecessor_id', 'is not', null)
    .execute();
  await schema
    .createIndex('offline_license_seats')
    .on('offline_license')
    .columns(['license_id', 'exp', 'machine_id'])
    .execute();
  await schema
    .createTable('written_off')
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('license_id', 'text')
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('written_off_key', ['organization_id', 'seq'])
    .execute();
  await schema
    .createTable('token')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('origin', 'text')
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('token_organization').on('token').column('organization_id').execute();
  await schema
    .createTable('idempotency')
    .addColumn('caller', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('status', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['caller', 'key'])
    .execute();
  await schema
    .createTable('audit')
    .addColumn('organization_id', 'text', (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_key', ['organization_id', 'number'])
    // Kept in the order of its key, not twice.
    .modifyEnd(isPostgres(db) ? sql`` : sql`without rowid`)
    .execute();
  await schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  // What belongs to no organization, such as products, is written in the vendor's own chain.
  await sql`insert into organization (id, name, seq, last_iat, audit_number, audit_hash, created_at)
    values ('vendor', 'Vendor', 0, 0, 0, '', 0)`.execute(db);
}
