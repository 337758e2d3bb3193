// What issuing costs, as a multiple of bare durable transactions of the same database. `npm run bench:ledger`
//   --quick  fewer rounds; what `npm test` runs     --long  with a list of 1,000,000 and 100,000 more issues
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Place } from '@latchkey/issuer';
import { startCluster } from '../../postgres/cluster.js';
import { measureLedger, type Measurement } from './measure-ledger.js';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } },
});
const size = values.quick
  ? { rounds: 5, creates: 60, rows: 2000, list: 20_000, more: 0 }
  : {
      rounds: 9,
      creates: 200,
      rows: 10_000,
      list: values.long ? 1_000_000 : 100_000,
      more: values.long ? 100_000 : 0,
    };

/** A new database, and how to be rid of it. */
type Open = () => { place: Place; close(): void };

await measure('SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-ledger-'));
  return {
    place: { file: path.join(folder, 'ledger.db') },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
});
await measure('PostgreSQL', () => {
  const cluster = startCluster();
  if (!cluster) throw new Error('There is no PostgreSQL: see tests/postgres/setup.js.');
  return { place: { url: cluster.url }, close: () => cluster.stop() };
});

/** Other work on the machine makes a ratio worse, never better: where one does not hold, it has two more chances. */
async function measure(name: string, open: Open): Promise<void> {
  for (let chance = 1; ; chance++) {
    const { place, close } = open();
    const measurements = await measureLedger(place, size).finally(close);
    report(name, measurements);
    if (measurements.every(holds)) return;
    if (chance === 3) break;
  }
  process.exitCode = 1;
}

function holds({ bound, value, limit }: Measurement): boolean {
  return bound === 'most' ? value <= limit : value >= limit;
}

function report(name: string, measurements: readonly Measurement[]): void {
  console.log(`\n${name}`);
  for (const measurement of measurements) {
    const { title, value, bound, limit, each } = measurement;
    const wanted = `${bound === 'most' ? 'at most' : 'at least'} ${limit}`;
    console.log(
      `  ${title.padEnd(58)} ${value.toFixed(2).padStart(7)}  ${wanted}${holds(measurement) ? '' : ', NOT KEPT'}  ${each}`,
    );
  }
}
