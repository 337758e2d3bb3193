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

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-ledger-'));
const cluster = startCluster();
try {
  const places: [string, Place][] = [['SQLite', { file: path.join(folder, 'ledger.db') }]];
  if (cluster) places.push(['PostgreSQL', { url: cluster.url }]);
  else throw new Error('There is no PostgreSQL: see tests/postgres/setup.js.');
  for (const [name, place] of places) report(name, await measureLedger(place, size));
} finally {
  cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(name: string, measurements: readonly Measurement[]): void {
  console.log(`\n${name}`);
  for (const { title, value, bound, limit, each } of measurements) {
    const holds = bound === 'most' ? value <= limit : value >= limit;
    if (!holds) process.exitCode = 1;
    const wanted = `${bound === 'most' ? 'at most' : 'at least'} ${limit}`;
    console.log(
      `  ${title.padEnd(58)} ${value.toFixed(2).padStart(7)}  ${wanted}${holds ? '' : ', NOT KEPT'}  ${each}`,
    );
  }
}
