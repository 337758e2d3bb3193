import { sql } from 'kysely';
import type { LedgerFixture } from './fixture.js';

/** Rows of one statement. */
const CHUNK = 500;
/** IDs to keep for reading. */
const KEPT = 1000;

/**
 * Fills the list of an organization up to `count` licenses, with copies of one that was issued: a list does not look
 * into files.
 *
 * @returns the IDs of some of them
 */
export async function fillList(
  { ledger: { db }, organizationId }: LedgerFixture,
  count: number,
): Promise<string[]> {
  const { last } = await db
    .selectFrom('offline_license')
    .select(sql<number>`max(seq)`.as('last'))
    .executeTakeFirstOrThrow();
  const one = await db
    .selectFrom('offline_license')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const ids: string[] = [];
  for (let from = last + 1; from <= count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from + 1) }, (_, i) => {
      const seq = from + i;
      const id = `0${seq.toString(16).padStart(7, '0')}-copy`;
      if (seq % Math.ceil(count / KEPT) === 0) ids.push(id);
      return {
        ...one,
        id,
        seq,
        machine_id: `${one.machine_id.slice(0, -8)}${seq.toString(16).padStart(8, '0')}`,
      };
    });
    await db.insertInto('offline_license').values(rows).execute();
  }
  await sql`analyze`.execute(db);
  return ids.length > 0 ? ids : [one.id];
}
