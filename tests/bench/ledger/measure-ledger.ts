import { importOfflineLicenses, listOfflineLicenses, type Place } from '@latchkey/issuer';
import { sql } from 'kysely';
import { insist, spread } from '../measure.js';
import { openBare } from './bare.js';
import { openFixture, type LedgerFixture } from './fixture.js';
import { fillList } from './fill-list.js';

export interface Size {
  readonly rounds: number;
  /** Licenses that are created one by one in a round. */
  readonly creates: number;
  /** Rows of an import. */
  readonly rows: number;
  /** Licenses to list from. */
  readonly list: number;
  /** Licenses to create while the memory is watched. */
  readonly more: number;
}

export interface Measurement {
  readonly title: string;
  readonly value: number;
  readonly bound: 'most' | 'least';
  readonly limit: number;
  /** The times behind the ratio, for people. */
  readonly each: string;
}

/** Measures one database; everything that is compared runs in turn. */
export async function measureLedger(place: Place, size: Size): Promise<Measurement[]> {
  const fixture = await openFixture(place);
  try {
    return [
      ...(await measureIssuing(fixture, size)),
      ...(size.more > 0 ? [await measureMemory(fixture, size.more)] : []),
      await measureList(fixture, size),
      await measureDisk(fixture, place),
    ];
  } finally {
    await fixture.ledger.db.destroy();
  }
}

async function measureIssuing(
  fixture: LedgerFixture,
  { rounds, creates, rows }: Size,
): Promise<Measurement[]> {
  const bare = await openBare(fixture);
  const times = { bare: [] as number[], create: [] as number[], row: [] as number[] };
  const ratios = { create: [] as number[], row: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const before = await time(creates, bare);
    const create = await time(creates, fixture.createNext);
    const after = await time(creates, bare);
    const row = await timeImport(fixture, rows);
    // The first round warms up, and the database learns how large its tables are: it does so by itself, a minute later.
    if (round < 0) {
      await sql`analyze`.execute(fixture.ledger.db);
      continue;
    }
    times.bare.push(before, after);
    times.create.push(create);
    times.row.push(row);
    ratios.create.push((2 * create) / (before + after));
    ratios.row.push(create / row);
  }
  const each = `bare ${ms(times.bare)}, create ${ms(times.create)}, row of an import ${ms(times.row)}`;
  return [
    {
      title: 'create, times a bare transaction',
      value: spread(ratios.create).median,
      bound: 'most',
      limit: 3,
      each,
    },
    {
      title: `a row of ${rows} imported, times as fast`,
      value: spread(ratios.row).median,
      bound: 'least',
      limit: 4,
      each,
    },
  ];
}

async function timeImport(
  { ledger, owner, organizationId, licenseId, nextTable }: LedgerFixture,
  rows: number,
) {
  const csv = nextTable(rows);
  return (
    (await time(1, async () => {
      const request = { organizationId, licenseId, csv, confirmation: rows };
      const { create, issued } = await importOfflineLicenses(ledger, owner, request);
      insist(issued && create === rows);
    })) / rows
  );
}

/** The first page of a long list against reading one row by its primary key. */
async function measureList(fixture: LedgerFixture, { rounds, list }: Size): Promise<Measurement> {
  const { ledger, owner, organizationId } = fixture;
  const ids = await fillList(fixture, list);
  let next = 0;
  const read = async () => {
    const id = ids[next++ % ids.length] as string;
    const row = await ledger.db
      .selectFrom('offline_license')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    insist(row?.id === id);
  };
  const page = async () => {
    const { offlineLicenses } = await listOfflineLicenses(ledger, owner, { organizationId });
    insist(offlineLicenses.length === 50);
  };
  const times = { read: [] as number[], page: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const [one, other] = [await time(100, read), await time(30, page)];
    if (round < 0) continue;
    times.read.push(one);
    times.page.push(other);
  }
  return {
    title: `first page of ${list}, times a read by primary key`,
    value: spread(times.page).median / spread(times.read).median,
    bound: 'most',
    limit: 20,
    each: `read ${ms(times.read)}, page ${ms(times.page)}`,
  };
}

/** What the process holds after many issues, against what it held after the first tenth of them. */
async function measureMemory({ createNext }: LedgerFixture, count: number): Promise<Measurement> {
  const held = async (n: number) => {
    for (let i = 0; i < n; i++) await createNext();
    return process.memoryUsage.rss() / 2 ** 20;
  };
  const [before, after] = [await held(count / 10), await held((count * 9) / 10)];
  return {
    title: `memory after ${count} creates, times that after a tenth`,
    value: after / before,
    bound: 'most',
    limit: 1.25,
    each: `${before.toFixed(0)} and ${after.toFixed(0)} MiB`,
  };
}

/** What an offline license takes of the disk, with its share of indexes and audit log. */
async function measureDisk({ ledger: { db } }: LedgerFixture, place: Place): Promise<Measurement> {
  const size =
    'url' in place
      ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
      : sql<{
          bytes: number;
        }>`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`;
  const { bytes = 0 } = (await size.execute(db)).rows[0] ?? {};
  const { rows } = await sql<{ count: number }>`select count(*) as count from offline_license`.execute(db);
  const count = Number(rows[0]?.count);
  return {
    title: 'disk of an offline license, KiB',
    value: Number(bytes) / count / 1024,
    bound: 'most',
    limit: 6,
    each: `${count} of them in ${(Number(bytes) / 2 ** 20).toFixed(0)} MiB`,
  };
}

/** Milliseconds for each of `count` runs. */
async function time(count: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) await run();
  return (performance.now() - start) / count;
}

function ms(values: readonly number[]): string {
  return `${spread(values).median.toFixed(3)} ms`;
}
