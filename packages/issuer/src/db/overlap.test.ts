import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { openFixture, type Fixture } from '../../testing/ledger.js';
import { isPostgres } from './dialect.js';
import { overlap } from './overlap.js';
import type { Trx } from './schema.js';

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(database);
  });
  afterEach(() => fixture.close());

  const run = <T>(work: (trx: Trx) => Promise<T>) =>
    fixture.ledger.db.transaction().execute((trx) => overlap(trx, work));
  const write = (trx: Trx, name: string) => trx.insertInto('setting').values({ name, value: '' }).execute();
  const names = (db: Trx) => db.selectFrom('setting').select('name').orderBy('name').execute();

  it('takes queries in the order in which they were asked, however many there are', async () => {
    const counts = await run((trx) =>
      Promise.all(
        Array.from({ length: 300 }, async (_, i) => {
          if (i % 2 === 0) return write(trx, String(i).padStart(3, '0')).then(() => -1);
          return (await names(trx)).length;
        }),
      ),
    );
    const read = counts.filter((_, i) => i % 2 === 1);
    expect(read.map((count) => count - (read[0] ?? 0))).toEqual(read.map((_, i) => i));
  });

  it('rolls everything back where one of them fails, also what was asked after it', async () => {
    const before = await names(fixture.ledger.db);
    const work = run((trx) => Promise.all([write(trx, 'a'), write(trx, 'a'), write(trx, 'b')]));
    await expect(work).rejects.toMatchObject({ code: 'unavailable' });
    expect(await names(fixture.ledger.db)).toEqual(before);
    await run((trx) => write(trx, 'a'));
  });

  it('what is asked at once is in the transaction from its first query on', async () => {
    const { db } = fixture.ledger;
    if (!isPostgres(db)) return;
    const { rows } = await run((trx) =>
      Promise.all([
        sql<{ id: number }>`select pg_current_xact_id()::text as id`.execute(trx),
        sql<{ id: number }>`select pg_current_xact_id()::text as id`.execute(trx),
      ]).then(([one, other]) => ({ rows: [...one.rows, ...other.rows] })),
    );
    // The same transaction, which there would not be if `begin` had come later.
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  });
});
