import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, migrate } from '../../packages/issuer/src/db/open.js';
import { MIGRATIONS } from '../../packages/issuer/src/db/migrations/index.js';
import { DATABASES } from '../../packages/issuer/testing/databases.js';
import { buildWorker, type Program } from '../../packages/issuer/testing/faults/build-worker.js';
import { WorkerProcess } from '../../packages/issuer/testing/faults/worker-process.js';

const PROCESSES = 3;

let program: Program;
beforeAll(async () => {
  program = await buildWorker();
});
afterAll(() => program.remove());

describe.concurrent.each(DATABASES)('on $name', (database) => {
  it.each([
    ['an empty database', undefined],
    ['a ledger of the first schema', '0001-ledger'],
  ])(
    `${PROCESSES} processes open %s at once: each step is done once, and all of them start`,
    async (_, step) => {
      const { place, drop } = await database.create();
      const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-migrate-'));
      if (step !== undefined) {
        const old = await connect(place);
        await migrate(old, step);
        await old.destroy();
      }
      const settings = {
        place,
        checkpoints: path.join(folder, 'checkpoint.json'),
        organizationId: 'acme',
        accountId: 'none',
        now: 0,
        seed: '07'.repeat(32),
      };
      const workers = Array.from({ length: PROCESSES }, () => new WorkerProcess(program.file, settings));
      await Promise.all(workers.map((worker) => worker.next('ready')));
      expect(await Promise.all(workers.map((worker) => worker.end()))).toEqual(workers.map(() => 0));
      const db = await connect(place);
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        db,
      );
      const vendors = await db.selectFrom('organization').select('id').execute();
      await db.destroy();
      await drop();
      rmSync(folder, { recursive: true });
      expect(rows.map(({ name }) => name)).toEqual(Object.keys(MIGRATIONS));
      expect(vendors).toEqual([{ id: 'vendor' }]);
    },
  );
});
