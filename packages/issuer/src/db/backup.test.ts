import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES, type TestDatabase } from '../../testing/databases.js';
import { machineOf, openFixture, type Fixture } from '../../testing/ledger.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { listOfflineLicenses } from '../offline-licenses/list.js';
import { backup } from './backup.js';
import { openDatabase } from './open.js';

const [SQLITE, POSTGRESQL] = DATABASES as [TestDatabase, TestDatabase];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-backup-'));
  file = path.join(folder, 'backup.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a backup of SQLite', () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(SQLITE);
    const licenseId = (await fixture.purchase({ quantity: 50 })).id;
    await Promise.all(Array.from({ length: 10 }, (_, n) => create(licenseId, n)));
  });
  afterEach(() => fixture.close());
  const create = (licenseId: string, n: number) =>
    createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(n) },
      confirmation: machineOf(n).slice(-4),
    });
  const list = (ledger = fixture.ledger) =>
    listOfflineLicenses(ledger, fixture.owner, { organizationId: 'acme' });

  it('is the whole ledger, which others go on writing meanwhile', async () => {
    const before = await list();
    const other = await openDatabase(fixture.place);
    const licenseId = before.offlineLicenses[0]?.licenseId ?? '';
    const [, ...later] = await Promise.all([
      backup(other, file),
      ...Array.from({ length: 10 }, (_, n) => create(licenseId, 20 + n)),
    ]);
    await other.destroy();
    expect(later).toHaveLength(10);
    const copy = await openDatabase({ file });
    const { offlineLicenses } = await list({ ...fixture.ledger, db: copy } as typeof fixture.ledger);
    const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(copy);
    await copy.destroy();
    // As it was at one moment: all of the first ten, and of the rest those up to some number.
    expect(offlineLicenses.length).toBeGreaterThanOrEqual(10);
    expect((await list()).offlineLicenses.slice(-offlineLicenses.length)).toEqual(offlineLicenses);
    expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
  });

  it('is for the owner alone, and nothing else is left in the folder', async () => {
    await backup(fixture.ledger.db, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['backup.db']);
  });

  it('replaces nothing', async () => {
    writeFileSync(file, 'yesterday');
    await expect(backup(fixture.ledger.db, file)).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(readdirSync(folder)).toEqual(['backup.db']);
  });

  it('needs its folder', async () => {
    const lost = path.join(folder, 'none', 'backup.db');
    await expect(backup(fixture.ledger.db, lost)).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('PostgreSQL is backed up by its own tools, which the refusal names', async () => {
  const fixture = await openFixture(POSTGRESQL);
  try {
    await expect(backup(fixture.ledger.db, file)).rejects.toMatchObject({
      code: 'request-invalid',
      message: expect.stringContaining('pg_dump'),
    });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    await fixture.close();
  }
});
