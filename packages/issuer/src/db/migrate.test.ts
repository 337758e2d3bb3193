import { uuidV7 } from '@latchkey/core';
import { issuerJwk, KeySet, signLicense, verifyLicense } from '@latchkey/crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, START, testLedger, YEAR } from '../../testing/ledger.js';
import { listAudit } from '../audit-log/list-audit.js';
import { verifyAudit } from '../audit-log/verify-audit.js';
import { hashEntry } from '../audit.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { downloadFiles } from '../offline-licenses/download.js';
import { listOfflineLicenses } from '../offline-licenses/list.js';
import { listLicenses } from '../vendor/licenses.js';
import { isPostgres } from './dialect.js';
import { MIGRATIONS } from './migrations/index.js';
import { connect, migrate, openDatabase } from './open.js';
import type { Db } from './schema.js';

const ADA = { kind: 'account', id: 'account-1' } as const;
const TABLES = [
  'account',
  'session',
  'organization',
  'member',
  'invite',
  'product',
  'license',
  'offline_license',
  'written_off',
  'token',
  'idempotency',
  'audit',
  'setting',
];

/**
 * Writes a ledger as the first schema has it, in the SQL of that time: what is written here must not follow the code as it
 * changes.
 */
async function writeFirst(db: Db): Promise<{ file: string; id: string }> {
  const ledger = await testLedger(db);
  const id = uuidV7(START * 1000, new Uint8Array(10).fill(1));
  const [machine, exp] = [machineOf(1), START + 5_184_000];
  const file = await signLicense(
    {
      iss: 'Example Vendor',
      sub: machine,
      aud: 'KSE',
      jti: id,
      iat: START,
      nbf: START - 300,
      exp,
      org: { id: 'acme', name: 'Acme Ships' },
      lic: 'lic-1',
      seq: 1,
    },
    ledger.signer,
  );
  const entry = { number: 1, at: START, actor: 'console', action: 'organization.create', details: '{}' };
  const hash = hashEntry('', 'acme', entry);
  const rows = [
    sql`insert into account (id, email, name, password, is_operator, external_id, created_at)
      values ('account-1', 'ada@example.com', 'Ada', 'scrypt', 0, null, ${START})`,
    sql`insert into session (hash, account_id, created_at, expires_at)
      values ('hash', 'account-1', ${START}, ${exp})`,
    sql`insert into organization (id, name, seq, last_iat, audit_number, audit_hash, created_at)
      values ('acme', 'Acme Ships', 2, ${START}, 1, ${hash}, ${START})`,
    sql`insert into member (organization_id, account_id, role, joined_at)
      values ('acme', 'account-1', 'owner', ${START})`,
    sql`insert into invite (id, hash, organization_id, role, email, created_by, created_at, expires_at, accepted_by,
      accepted_at) values ('invite-1', 'hash', 'acme', 'user', 'b@example.com', 'console', ${START}, ${exp}, null, null)`,
    sql`insert into product (code, name, policy, created_at) values ('KSE', 'Studio', '{"life":60}', ${START})`,
    sql`insert into license (id, organization_id, product, name, type, billing, quantity, starts_at, ends_at, features,
      created_at, machines, counted_at) values ('lic-1', 'acme', 'KSE', 'Yearly', 'node-locked', 'yearly', 3,
      ${START - 1}, ${START + YEAR}, '[]', ${START}, 1, ${START})`,
    sql`insert into offline_license (id, organization_id, license_id, product, machine_id, assignee, assignee_id, jkt,
      seq, iat, nbf, exp, predecessor_id, file, created_by) values (${id}, 'acme', 'lic-1', 'KSE', ${machine}, 'Ada',
      'account-1', null, 1, ${START}, ${START - 300}, ${exp}, null, ${file}, 'console')`,
    sql`insert into written_off (organization_id, seq, license_id, until) values ('acme', 2, 'lic-1', ${exp})`,
    sql`insert into token (id, hash, organization_id, name, scopes, origin, created_by, created_at, expires_at)
      values ('token-1', 'hash', 'acme', 'Portal', '[]', null, 'console', ${START}, ${exp})`,
    sql`insert into idempotency (caller, key, request, status, body, created_at)
      values ('account:account-1', 'key', 'hash', 201, '{}', ${START})`,
    sql`insert into audit (organization_id, number, at, actor, action, details, hash)
      values ('acme', 1, ${START}, 'console', 'organization.create', '{}', ${hash})`,
    sql`insert into setting (name, value) values ('name', 'value')`,
  ];
  for (const row of rows) await row.execute(db);
  return { file, id };
}

/** What the columns of a table hold that it had at first. */
async function readColumns(db: Db, table: string, columns: readonly string[]): Promise<unknown[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } = await sql`select ${list} from ${sql.table(table)} order by 1, 2`.execute(db);
  return rows;
}

async function columnsOf(db: Db, table: string): Promise<string[]> {
  const all = await db.introspection.getTables();
  return all.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
}

describe.each(DATABASES)('on $name', (database) => {
  it('what the first schema holds is there in the latest, and goes on working', async () => {
    const { place, drop } = await database.create();
    const old = await connect(place);
    await migrate(old, '0001-ledger');
    const { file, id } = await writeFirst(old);
    const columns = new Map<string, string[]>();
    const before = new Map<string, unknown[]>();
    for (const table of TABLES) {
      columns.set(table, await columnsOf(old, table));
      before.set(table, await readColumns(old, table, columns.get(table) ?? []));
      expect(before.get(table)?.length, table).toBeGreaterThan(0);
    }
    await old.destroy();

    const db = await openDatabase(place);
    for (const table of TABLES) {
      expect(await readColumns(db, table, columns.get(table) ?? []), table).toEqual(before.get(table));
    }
    const ledger = await testLedger(db);
    expect(await downloadFiles(ledger, ADA, 'acme', [id])).toMatchObject([{ text: file }]);
    const keys = KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] });
    const question = { keys, product: 'KSE', machineId: machineOf(1), now: START };
    expect(verifyLicense(file, question)).toMatchObject({ ok: true });
    expect((await listLicenses(ledger, ADA, 'acme'))[0]?.seats).toMatchObject({ quantity: 3, used: 2 });
    const create = (n: number) =>
      createOfflineLicense(ledger, ADA, {
        organizationId: 'acme',
        licenseId: 'lic-1',
        machine: { machineId: machineOf(n) },
        confirmation: machineOf(n).slice(-4),
      });
    expect(await create(1)).toMatchObject({ existing: true, offlineLicense: { id } });
    expect(await create(2)).toMatchObject({ existing: false, offlineLicense: { seq: 3 } });
    await expect(create(3)).rejects.toMatchObject({ code: 'no-seats' });
    expect((await listOfflineLicenses(ledger, ADA, { organizationId: 'acme' })).offlineLicenses).toHaveLength(
      2,
    );
    expect((await listAudit(ledger, ADA, { organizationId: 'acme' })).entries).toHaveLength(2);
    expect(await verifyAudit(ledger, CONSOLE, 'acme')).toMatchObject({ ok: true, number: 2 });
    await expect(db.deleteFrom('audit').execute()).rejects.toMatchObject({ code: 'unavailable' });
    await db.destroy();
    await drop();
  });

  it('a step that fails leaves the schema as it was', async () => {
    const { place, drop } = await database.create();
    const db = await connect(place);
    await migrate(db, '0001-ledger');
    // The last thing that the second step makes is there already.
    await (
      isPostgres(db)
        ? sql`create function refuse_audit_change() returns trigger language plpgsql as $$ begin return null; end $$`
        : sql`create trigger audit_no_delete before delete on audit begin select 1; end`
    ).execute(db);
    const names = async () => {
      const { rows } = await (
        isPostgres(db)
          ? sql`select indexname as name from pg_indexes where schemaname = 'public' order by 1`
          : sql`select name from sqlite_master order by 1`
      ).execute(db);
      return rows;
    };
    const before = await names();
    await expect(migrate(db)).rejects.toThrow(/already exists/);
    expect(await names()).toEqual(before);
    await (
      isPostgres(db) ? sql`drop function refuse_audit_change` : sql`drop trigger audit_no_delete`
    ).execute(db);
    await migrate(db);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(MIGRATIONS));
    await db.destroy();
    await drop();
  });

  it('a ledger of a later version is refused', async () => {
    const { place, drop } = await database.create();
    const db = await openDatabase(place);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01')`.execute(db);
    await db.destroy();
    await expect(openDatabase(place)).rejects.toThrow(/9999-later/);
    await drop();
  });
});
