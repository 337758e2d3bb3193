import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit-log/verify-audit.js';
import { listOfflineLicenses } from '../../src/offline-licenses/list.js';
import { DATABASES } from '../databases.js';
import { CONSOLE, machineOf } from '../ledger.js';
import { buildWorker, type Program } from './build-worker.js';
import { WorkerProcess } from './worker-process.js';
import { openWorkshop } from './workshop.js';

const PROCESSES = 4;
const REQUESTS = 200;

/** Several processes, each with many requests at once, race for one seat; once a round. */
export function describeRace(rounds: number): void {
  let program: Program;
  beforeAll(async () => {
    program = await buildWorker();
  });
  afterAll(() => program.remove());

  describe.concurrent.each(DATABASES)('on $name', (database) => {
    it(`${REQUESTS} machines race for the last seat from ${PROCESSES} processes: one gets it, in each of ${rounds} rounds`, async () => {
      const shop = await openWorkshop(database);
      const workers = Array.from({ length: PROCESSES }, () => new WorkerProcess(program.file, shop.settings));
      await Promise.all(workers.map((worker) => worker.next('ready')));
      const watch = shop.watch();
      const began = performance.now();
      for (let round = 0; round < rounds; round++) {
        const { id: licenseId } = await shop.fixture.purchase({ quantity: 1, name: `Round ${round}` });
        workers.forEach((worker, i) => {
          const first = (round * PROCESSES + i) * (REQUESTS / PROCESSES);
          const machines = Array.from({ length: REQUESTS / PROCESSES }, (_, n) => machineOf(first + n));
          worker.send({ type: 'race', licenseId, machines });
        });
        const outcomes = await Promise.all(workers.map((worker) => worker.next('raced')));
        expect(sum(outcomes.map((answer) => answer.outcomes))).toEqual({
          created: 1,
          'no-seats': REQUESTS - 1,
        });
        const request = { organizationId: 'acme', licenseId };
        const { offlineLicenses } = await listOfflineLicenses(shop.ledger, shop.fixture.owner, request);
        expect(offlineLicenses.map(({ seq }) => seq)).toEqual([round + 1]);
      }
      const seconds = (performance.now() - began) / 1000;
      console.log(`${database.name}: ${(rounds / seconds).toFixed(1)} rounds a second`);
      expect(await Promise.all(workers.map((worker) => worker.end()))).toEqual(workers.map(() => 0));
      const { looks, faults } = await watch.stop();
      expect(faults).toEqual([]);
      expect(looks).toBeGreaterThan(0);
      expect(await verifyAudit(shop.ledger, CONSOLE, 'acme')).toMatchObject({ ok: true });
      expect((await shop.ledger.checkpoints.read())?.organizations.acme).toMatchObject({ seq: rounds });
      await shop.close();
    });
  });
}

function sum(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of all) {
    for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}
