import { LatchkeyError } from '@latchkey/core';
import type { Selectable } from 'kysely';
import { isPostgres } from './db/dialect.js';
import type { Db, OrganizationTable, Trx } from './db/schema.js';

/** An organization whose row nobody else can write until the transaction ends. */
export type LockedOrganization = Selectable<OrganizationTable>;

/**
 * Runs a transaction that has an organization to itself: whatever counts or spends seats, numbers or audit entries does
 * so in here. What throws is rolled back.
 *
 * @throws LatchkeyError `not-found`
 */
export async function withOrganization<T>(
  db: Db,
  id: string,
  work: (trx: Trx, organization: LockedOrganization) => Promise<T>,
): Promise<T> {
  assertId('organization', id);
  return db.transaction().execute(async (trx) => {
    const query = trx.selectFrom('organization').selectAll().where('id', '=', id);
    // SQLite has locked the whole file by now.
    const organization = await (isPostgres(trx) ? query.forUpdate() : query).executeTakeFirst();
    if (!organization) throw notFound('organization');
    return work(trx, organization);
  });
}

/**
 * Refuses what cannot be the ID of anything. PostgreSQL takes no text with a NUL, and would fail on the query.
 *
 * @throws LatchkeyError `not-found`
 */
export function assertId(what: string, id: string): void {
  if (id.includes('\0')) throw notFound(what);
}

export function notFound(what: string): LatchkeyError {
  return new LatchkeyError('not-found', `There is no such ${what}, or it is not yours to see.`, {
    details: { what },
  });
}
