import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer } from './worker.js';
import { verifyAudit } from '../../src/audit-log/verify-audit.js';
import { isPostgres } from '../../src/db/dialect.js';
import type { Db } from '../../src/db/schema.js';
import { createOfflineLicense } from '../../src/offline-licenses/create.js';
import { downloadFiles } from '../../src/offline-licenses/download.js';
import { listLicenses } from '../../src/vendor/licenses.js';
import { DATABASES } from '../databases.js';
import { CONSOLE, machineOf } from '../ledger.js';
import { buildWorker, type Program } from './build-worker.js';
import { WorkerProcess } from './worker-process.js';
import { openWorkshop, type Workshop } from './workshop.js';

const LANES = 8;
/** More machines than a process gets to before it is killed. */
const MACHINES = 500;
/** How long a process goes on at most after the first answer, or after the order, milliseconds. */
const LIFE = 250;

type Received = Extract<Answer, { type: 'received' }>;

/** Processes that issue on several lanes are killed at random moments, one after another. */
export function describeCrashes(kills: number): void {
  let program: Program;
  beforeAll(async () => {
    program = await buildWorker();
  });
  afterAll(() => program.remove());

  describe.concurrent.each(DATABASES)('on $name', (database) => {
    it(`what a caller received is in the ledger, after each of ${kills} processes was killed while it issued`, async () => {
      const shop = await openWorkshop(database);
      const { id: licenseId } = await shop.fixture.purchase({ quantity: 1_000_000 });
      const received: Received[] = [];
      let [whileIssuing, afterSome] = [0, 0];
      const watch = shop.watch();
      const began = performance.now();
      let next = new WorkerProcess(program.file, shop.settings);
      for (let kill = 0; kill < kills; kill++) {
        const worker = next;
        await worker.next('ready');
        // The one after it starts meanwhile, as a service is started again.
        next = new WorkerProcess(program.file, shop.settings);
        const machines = Array.from({ length: MACHINES }, (_, n) => machineOf(kill * MACHINES + n));
        worker.send({ type: 'issue', licenseId, machines, lanes: LANES });
        // One in four may die before anybody has an answer.
        const first = kill % 4 === 0 ? [] : [await worker.next('received')];
        await sleep(Math.random() * LIFE);
        const answers = [...first, ...(await worker.kill())];
        const files = answers.filter((answer) => answer.type === 'received');
        if (!answers.some(({ type }) => type === 'issued')) whileIssuing++;
        if (files.length > 0) afterSome++;
        received.push(...files);
      }
      const seconds = (performance.now() - began) / 1000;
      await next.end();
      expect(whileIssuing).toBe(kills);
      expect(afterSome).toBeGreaterThanOrEqual(kills / 2);
      const { faults } = await watch.stop();
      expect(faults).toEqual([]);
      const orphans = await check(shop, licenseId, received, kills);
      console.log(
        `${database.name}: ${kills} kills in ${seconds.toFixed(1)} s, ${received.length} files received, ${orphans} issued without an answer`,
      );
      await shop.close();
    });
  });
}

/** @returns how many were issued to callers who were not told */
async function check(
  { fixture, ledger }: Workshop,
  licenseId: string,
  received: readonly Received[],
  kills: number,
): Promise<number> {
  const { db } = ledger;
  await expectNothingPending(db);
  for (let i = 0; i < received.length; i += 500) {
    const some = received.slice(i, i + 500);
    const files = await downloadFiles(
      ledger,
      fixture.owner,
      'acme',
      some.map(({ id }) => id),
    );
    expect(files.map(({ text }) => text)).toEqual(some.map(({ text }) => text));
  }
  const rows = await db
    .selectFrom('offline_license')
    .select(['id', 'seq', 'machine_id'])
    .where('organization_id', '=', 'acme')
    .orderBy('seq')
    .execute();
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
  expect(new Set(rows.map(({ machine_id }) => machine_id)).size).toBe(rows.length);
  const seqs = new Map(rows.map(({ id, seq }) => [id, seq]));
  expect(received.every(({ id, seq }) => seqs.get(id) === seq)).toBe(true);
  const [license] = await listLicenses(ledger, fixture.owner, 'acme');
  expect(license?.seats.used).toBe(rows.length);
  expect(await verifyAudit(ledger, CONSOLE, 'acme')).toMatchObject({ ok: true, number: rows.length + 2 });

  const told = new Set(received.map(({ id }) => id));
  const untold = rows.filter(({ id }) => !told.has(id));
  expect(untold.length).toBeLessThanOrEqual(kills * LANES);
  const ask = (machineId: string) =>
    createOfflineLicense(ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId },
      confirmation: machineId.slice(-4),
    });
  // Who got no answer asks again, and gets what was issued.
  for (const { id, machine_id } of untold.slice(0, 100)) {
    expect(await ask(machine_id)).toMatchObject({ existing: true, offlineLicense: { id } });
  }
  const fresh = await ask(machineOf(kills * MACHINES));
  expect(fresh).toMatchObject({ existing: false, offlineLicense: { seq: rows.length + 1 } });
  await ledger.checkpoints.flush();
  expect((await ledger.checkpoints.read())?.organizations.acme?.seq).toBe(rows.length + 1);
  return untold.length;
}

async function expectNothingPending(db: Db): Promise<void> {
  if (!isPostgres(db)) {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    expect(rows).toEqual([{ integrity_check: 'ok' }]);
    return;
  }
  const prepared = await sql`select gid from pg_prepared_xacts where database = current_database()`.execute(
    db,
  );
  expect(prepared.rows).toEqual([]);
  const open = () =>
    sql<{ count: number }>`select count(*) as count from pg_stat_activity where datname = current_database()
      and pid <> pg_backend_pid() and state <> 'idle'`.execute(db);
  // The server notices at its next look at the connection that the other end is gone.
  await vi.waitFor(async () => expect(Number((await open()).rows[0]?.count)).toBe(0), { timeout: 10_000 });
}
