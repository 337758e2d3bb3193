import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, type Fixture } from '../../testing/ledger.js';
import type { Actor } from '../actor.js';
import { appendAudits, hashEntry } from '../audit.js';
import { takeCheckpoint, type Checkpoint, type CheckpointStore } from '../checkpoint.js';
import { fileCheckpoints } from '../checkpoints/file-checkpoints.js';
import { isPostgres } from '../db/dialect.js';
import type { Db } from '../db/schema.js';
import { withOrganization } from '../organization-lock.js';
import { createOrganization } from '../vendor/organizations.js';
import { verifyAudit } from './verify-audit.js';

/** More than are read in one step. */
const ENTRIES = 2500;

/** What somebody with the password of the database does first. */
async function dropTriggers(db: Db): Promise<void> {
  const names = isPostgres(db) ? ['audit_append_only on audit'] : ['audit_no_update', 'audit_no_delete'];
  for (const name of names) await sql`drop trigger ${sql.raw(name)}`.execute(db);
}

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let db: Db;
  let organizationId: string;
  let made = 0;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-audit-'));
    fixture = await openFixture(database);
    ({ db } = fixture.ledger);
  });
  afterAll(async () => {
    await fixture.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    organizationId = `org-${made++}`;
    await createOrganization(fixture.ledger, CONSOLE, { id: organizationId, name: 'Acme' });
    await append(ENTRIES - 1);
  });

  const append = (count: number) =>
    withOrganization(db, organizationId, (trx, organization) =>
      appendAudits(
        trx,
        organization,
        START,
        CONSOLE,
        'license.update',
        Array.from({ length: count }, (_, i) => ({ id: `lic-${i}`, quantity: i })),
      ),
    );
  const verify = (checkpoints?: CheckpointStore) =>
    verifyAudit({ ...fixture.ledger, ...(checkpoints && { checkpoints }) }, CONSOLE, organizationId);
  const found = (number: number, fault: string) => ({ ok: false, number, fault });
  const keep = async (checkpoint: Checkpoint): Promise<CheckpointStore> => {
    const store = fileCheckpoints(path.join(folder, organizationId));
    await store.write(checkpoint);
    return store;
  };
  const change = (number: number, values: Partial<{ details: string; hash: string; number: number }>) =>
    db
      .updateTable('audit')
      .set(values)
      .where('organization_id', '=', organizationId)
      .where('number', '=', number)
      .execute();
  const remove = (from: number, to = from) =>
    db
      .deleteFrom('audit')
      .where('organization_id', '=', organizationId)
      .where('number', '>=', from)
      .where('number', '<=', to)
      .execute();
  const read = (number: number) =>
    db
      .selectFrom('audit')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
  const setHead = (number: number, hash: string) =>
    db
      .updateTable('organization')
      .set({ audit_number: number, audit_hash: hash })
      .where('id', '=', organizationId)
      .execute();

  it('a log that nobody touched holds, whole and with every checkpoint on the way', async () => {
    const { organizations, at } = await takeCheckpoint(db, START);
    const mark = organizations[organizationId];
    expect(mark).toMatchObject({ auditNumber: ENTRIES });
    expect(await verify()).toEqual({
      ok: true,
      number: ENTRIES,
      hash: mark?.auditHash,
      vouchedTo: 0,
      lost: [],
    });
    await append(10);
    expect(await verify(await keep({ at, organizations }))).toMatchObject({
      ok: true,
      number: ENTRIES + 10,
      vouchedTo: ENTRIES,
    });
  });

  it('the database itself takes no change of it', async () => {
    await expect(change(7, { details: '{}' })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(remove(7)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('who may not read it may not verify it', async () => {
    const stranger: Actor = fixture.owner;
    await expect(verifyAudit(fixture.ledger, stranger, organizationId)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(verifyAudit(fixture.ledger, fixture.user, 'acme')).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await verifyAudit(fixture.ledger, fixture.admin, 'acme')).toMatchObject({ ok: true });
  });

  describe('somebody who can write the database', () => {
    beforeAll(() => dropTriggers(db));

    it.each([1, 7, 1000, 1001, 2000, ENTRIES])('edits entry %d: found', async (number) => {
      await change(number, { details: '{"id":"lic-0","quantity":9}' });
      expect(await verify()).toMatchObject(found(number, 'altered'));
    });

    it.each(['at', 'actor', 'action'])('edits the %s of an entry: found', async (column) => {
      await sql`update audit set ${sql.ref(column)} = ${column === 'at' ? START + 1 : 'account:x'}
        where organization_id = ${organizationId} and number = 7`.execute(db);
      expect(await verify()).toMatchObject(found(7, 'altered'));
    });

    it('edits an entry and its hash: found at the next one', async () => {
      const entry = { ...(await read(7)), details: '{}' };
      const hash = hashEntry((await read(6)).hash, organizationId, entry);
      await change(7, { details: '{}', hash });
      expect(await verify()).toMatchObject(found(8, 'altered'));
    });

    it.each([1, 7, 1000, 1001, ENTRIES])('takes out entry %d: found', async (number) => {
      await remove(number);
      expect(await verify()).toMatchObject(found(number, 'missing'));
    });

    it('swaps two entries: found', async () => {
      await change(7, { number: -1 });
      await change(8, { number: 7 });
      await change(-1, { number: 8 });
      expect(await verify()).toMatchObject(found(7, 'altered'));
    });

    it('puts an entry in front or at the end: found', async () => {
      const entry = await read(ENTRIES);
      await db
        .insertInto('audit')
        .values({ ...entry, number: ENTRIES + 1 })
        .execute();
      expect(await verify()).toMatchObject(found(ENTRIES + 1, 'unexpected'));
      await remove(ENTRIES + 1);
      await db
        .insertInto('audit')
        .values({ ...entry, number: 0 })
        .execute();
      expect(await verify()).toMatchObject(found(0, 'unexpected'));
    });

    it('takes an entry from another organization: found', async () => {
      const { details, hash } = await read(ENTRIES);
      await createOrganization(fixture.ledger, CONSOLE, { id: `twin-${made}`, name: 'Acme' });
      await sql`update audit set details = ${details}, hash = ${hash}
        where organization_id = ${`twin-${made}`} and number = 1`.execute(db);
      expect(await verifyAudit(fixture.ledger, CONSOLE, `twin-${made}`)).toMatchObject(found(1, 'altered'));
    });

    it('cuts off the end: found, and by the checkpoint alone where the head is cut as well', async () => {
      const checkpoint = await takeCheckpoint(db, START);
      await remove(2001, ENTRIES);
      expect(await verify()).toMatchObject(found(2001, 'missing'));
      await setHead(2000, (await read(2000)).hash);
      expect(await verify()).toMatchObject({ ok: true });
      expect(await verify(await keep(checkpoint))).toMatchObject(found(2001, 'missing'));
      await append(1000);
      expect(await verify(await keep(checkpoint))).toMatchObject(found(ENTRIES, 'altered'));
    });

    it('writes the whole rest of the chain anew: found by the checkpoint alone', async () => {
      const checkpoint = await takeCheckpoint(db, START);
      let { hash } = await read(ENTRIES - 3);
      for (let number = ENTRIES - 2; number <= ENTRIES; number++) {
        const entry = { ...(await read(number)), details: '{"forged":1}' };
        hash = hashEntry(hash, organizationId, entry);
        await change(number, { details: entry.details, hash });
      }
      await setHead(ENTRIES, hash);
      expect(await verify()).toMatchObject({ ok: true });
      expect(await verify(await keep(checkpoint))).toMatchObject(found(ENTRIES, 'altered'));
    });

    it.each(['not JSON', '', 'null', '[]'])('damages the details into "%s": found', async (details) => {
      await change(7, { details });
      expect(await verify()).toMatchObject(found(7, 'altered'));
    });
  });
});
