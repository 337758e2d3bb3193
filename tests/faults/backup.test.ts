import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../packages/issuer/src/audit-log/verify-audit.js';
import { backup } from '../../packages/issuer/src/db/backup.js';
import { openDatabase } from '../../packages/issuer/src/db/open.js';
import { DATABASES, type TestDatabase } from '../../packages/issuer/testing/databases.js';
import { buildWorker, type Program } from '../../packages/issuer/testing/faults/build-worker.js';
import { WorkerProcess } from '../../packages/issuer/testing/faults/worker-process.js';
import { openWorkshop } from '../../packages/issuer/testing/faults/workshop.js';
import { CONSOLE, machineOf } from '../../packages/issuer/testing/ledger.js';

const MACHINES = 400;
const BACKUPS = 6;

let program: Program;
let folder: string;
beforeAll(async () => {
  program = await buildWorker();
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-backups-'));
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

it('a backup that is made while another process issues is the ledger of one moment, and stops nobody', async () => {
  const [sqlite] = DATABASES as [TestDatabase];
  const shop = await openWorkshop(sqlite);
  const { id: licenseId } = await shop.fixture.purchase({ quantity: MACHINES });
  const worker = new WorkerProcess(program.file, shop.settings);
  await worker.next('ready');
  const machines = Array.from({ length: MACHINES }, (_, n) => machineOf(n));
  worker.send({ type: 'issue', licenseId, machines, lanes: 8 });
  const copies: number[] = [];
  for (let i = 0; i < BACKUPS; i++) {
    // Something is issued before and after each.
    await worker.next('received');
    const file = path.join(folder, `${i}.db`);
    await backup(shop.ledger.db, file);
    const db = await openDatabase({ file });
    const rows = await db.selectFrom('offline_license').select('seq').orderBy('seq').execute();
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, n) => n + 1));
    const { checkpoints: _, ...ledger } = { ...shop.ledger, db };
    expect(await verifyAudit(ledger, CONSOLE, 'acme')).toMatchObject({ ok: true, number: rows.length + 2 });
    await db.destroy();
    copies.push(rows.length);
  }
  await worker.next('issued');
  expect(await worker.end()).toBe(0);
  expect(copies).toEqual(copies.toSorted((a, b) => a - b));
  expect(copies[0]).toBeLessThan(MACHINES);
  const { seq } = await shop.ledger.db
    .selectFrom('organization')
    .select('seq')
    .where('id', '=', 'acme')
    .executeTakeFirstOrThrow();
  expect(seq).toBe(MACHINES);
  await shop.close();
});
