import { LatchkeyError } from '@latchkey/core';
import type { Selectable } from 'kysely';
import { isPostgres } from './db/dialect.js';
import { overlap } from './db/overlap.js';
import type { Db, OrganizationTable, Trx } from './db/schema.js';
import { together } from './together.js';

/** An organization whose row nobody else can write until the transaction ends. */
export type LockedOrganization = Selectable<OrganizationTable>;

/**
 * Runs a transaction that has an organization to itself: whatever counts or spends seats, numbers or audit entries does
 * so in here. What throws is rolled back.
 *
 * @param read what `work` needs to know, where it does not need the organization for that: it is asked for right behind the
 *   lock, and answered when the lock is there
 * @throws LatchkeyError `not-found`
 */
export async function withOrganization<T, R = undefined>(
  db: Db,
  id: string,
  work: (trx: Trx, organization: LockedOrganization, known: R) => Promise<T>,
  read?: (trx: Trx) => Promise<R>,
): Promise<T> {
  assertId('organization', id);
  return db.transaction().execute((transaction) =>
    overlap(transaction, async (trx) => {
      const [organization, known] = await together(lock(trx, id), read?.(trx));
      return work(trx, organization, known as R);
    }),
  );
}

async function lock(trx: Trx, id: string): Promise<LockedOrganization> {
  const query = trx.selectFrom('organization').selectAll().where('id', '=', id);
  // SQLite has locked the whole file by now.
  const organization = await (isPostgres(trx) ? query.forUpdate() : query).executeTakeFirst();
  if (!organization) throw notFound('organization');
  return organization;
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
