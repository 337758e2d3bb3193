import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issuerJwk, KeySet } from '@latchkey/crypto';
import { DAY, LatchkeyError } from '@latchkey/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyLedger } from '../../testing/copies.js';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { fileCheckpoints } from '../checkpoints/file-checkpoints.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { downloadFiles } from '../offline-licenses/download.js';
import { importOfflineLicenses } from '../offline-licenses/import.js';
import { renewOfflineLicense } from '../offline-licenses/renew.js';
import { withOrganization } from '../organization-lock.js';
import { reconcile } from '../restore/reconcile.js';
import { createLicense, updateLicense } from '../vendor/licenses.js';
import { isPostgres } from './dialect.js';
import { openDatabase } from './open.js';
import type { Db } from './schema.js';

const SECRET = 'the row that was refused';

/** Has a database refuse every row that a table would get, as a full disk does. */
async function breakTable(db: Db, table: string): Promise<void> {
  if (!isPostgres(db)) {
    await sql`create trigger broken before insert on ${sql.table(table)}
      begin select raise(abort, 'disk full'); end`.execute(db);
    return;
  }
  await sql`create or replace function fail() returns trigger language plpgsql as
    $$ begin raise exception 'disk full' using detail = ${sql.lit(SECRET)}; end $$`.execute(db);
  await sql`create trigger broken before insert on ${sql.table(table)}
    for each row execute function fail()`.execute(db);
}

async function mend(db: Db, table: string): Promise<void> {
  const on = isPostgres(db) ? sql` on ${sql.table(table)}` : sql``;
  await sql`drop trigger broken${on}`.execute(db);
}

/** Everything that the database holds. */
async function readAll(db: Db): Promise<unknown> {
  const tables = ['organization', 'license', 'offline_license', 'written_off', 'audit', 'product'] as const;
  return Promise.all(
    tables.map((table) => sql`select * from ${sql.table(table)} order by 1, 2, 3`.execute(db)),
  );
}

const isUnavailable = (error: unknown) =>
  error instanceof LatchkeyError &&
  error.code === 'unavailable' &&
  error.cause instanceof Error &&
  !JSON.stringify([error, error.cause, Object.values(error.cause)]).includes(SECRET);

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let db: Db;
  let licenseId: string;
  let first: string;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-failure-'));
    fixture = await openFixture(database);
    ({ db } = fixture.ledger);
    licenseId = (await fixture.purchase()).id;
    first = (await create(1)).offlineLicense.id;
    fixture.ledger.time += 50 * DAY;
  });
  afterAll(async () => {
    await fixture.close();
    rmSync(folder, { recursive: true });
  });
  const create = (n: number) =>
    createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(n) },
      confirmation: machineOf(n).slice(-4),
    });
  const renew = () =>
    renewOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      id: first,
      confirmation: machineOf(1).slice(-4),
    });
  const load = () =>
    importOfflineLicenses(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      csv: `machine_id\n${machineOf(5)}\n${machineOf(6)}\n`,
      confirmation: 2,
    });
  const change = () =>
    updateLicense(fixture.ledger, CONSOLE, { organizationId: 'acme', id: licenseId }, { quantity: 3 });
  const purchase = () =>
    createLicense(fixture.ledger, CONSOLE, {
      organizationId: 'acme',
      product: 'KSE',
      name: 'More',
      type: 'node-locked',
      billing: 'yearly',
      quantity: 1,
      startsAt: START,
      endsAt: START + DAY,
    });

  describe.each(['offline_license', 'audit'])('where the table %s takes no row', (table) => {
    const works = { create: () => create(2), renew, import: load, change, purchase };
    const names = Object.keys(works) as (keyof typeof works)[];
    // A change of a license writes no offline license.
    const failing = names.filter((name) => table === 'audit' || !['change', 'purchase'].includes(name));

    it.each(failing)('%s fails with "unavailable" and its cause, and nothing is half-done', async (name) => {
      const before = await readAll(db);
      await breakTable(db, table);
      try {
        await expect(works[name]()).rejects.toSatisfy(isUnavailable);
        expect(await readAll(db)).toEqual(before);
      } finally {
        await mend(db, table);
      }
    });

    it('reconcile fails alike, and can be repeated', async () => {
      const { ledger } = fixture;
      const copy = await copyLedger(fixture.place);
      const { offlineLicense } = await create(table === 'audit' ? 7 : 8);
      const [file] = await downloadFiles(ledger, fixture.owner, 'acme', [offlineLicense.id]);
      const checkpoints = fileCheckpoints(path.join(folder, table));
      const restored = { ...ledger, db: await openDatabase(copy.place), checkpoints };
      const request = {
        files: [file?.text ?? ''],
        keys: KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] }),
      };
      const before = await readAll(restored.db);
      await breakTable(restored.db, table);
      await expect(reconcile(restored, CONSOLE, request)).rejects.toSatisfy(isUnavailable);
      expect(await readAll(restored.db)).toEqual(before);
      await mend(restored.db, table);
      expect(await reconcile(restored, CONSOLE, request)).toMatchObject({ files: [{ outcome: 'restored' }] });
      await restored.db.destroy();
      await copy.drop();
    });
  });

  it('afterwards everything works, and takes the next number', async () => {
    const { seq } = await db
      .selectFrom('organization')
      .select('seq')
      .where('id', '=', 'acme')
      .executeTakeFirstOrThrow();
    expect((await create(3)).offlineLicense.seq).toBe(seq + 1);
    expect((await renew()).offlineLicense.seq).toBe(seq + 2);
    expect(await load()).toMatchObject({ create: 2, issued: true });
  });

  it('a query that is wrong stays a mistake of the program', async () => {
    await expect(sql`select nothing from nowhere`.execute(db)).rejects.not.toBeInstanceOf(LatchkeyError);
  });

  if (database.name === 'PostgreSQL') {
    it('a connection that breaks within a transaction ends that alone', async () => {
      const before = await readAll(db);
      const broken = withOrganization(db, 'acme', async (trx) => {
        await trx.updateTable('organization').set({ seq: 99 }).where('id', '=', 'acme').execute();
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
      });
      await expect(broken).rejects.toSatisfy(isUnavailable);
      expect(await readAll(db)).toEqual(before);
    });
  }
});

it('a server that is not there is "unavailable", too', async () => {
  const url = 'postgresql://nobody@localhost/none?host=/nowhere';
  await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'unavailable' });
});
