import { LatchkeyError } from '@latchkey/core';
import { authorizeOperator, isOperator, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Db, Role, Trx } from '../db/schema.js';
import { assertText } from '../input.js';
import type { Ledger } from '../ledger.js';
import { assertId, notFound, withOrganization } from '../organization-lock.js';

/** The chain of what belongs to no organization; never listed. */
export const VENDOR = 'vendor';

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The role of who asks; missing for the operator. */
  readonly role?: Role;
}

/** @throws LatchkeyError `forbidden`, `request-invalid`, `exists` */
export async function createOrganization(
  ledger: Ledger,
  actor: Actor,
  { id, name }: { id?: string; name: string },
): Promise<Organization> {
  assertText('name', name, 200);
  const key = id ?? `org-${Buffer.from(ledger.random(6)).toString('hex')}`;
  if (!/^[a-z0-9][a-z0-9-]{1,63}$/.test(key)) {
    throw new LatchkeyError(
      'request-invalid',
      'The ID of an organization has 2 to 64 small letters, digits and hyphens, for example acme-ships.',
      { details: { fields: ['id'] } },
    );
  }
  const now = ledger.now();
  const row = { id: key, name, seq: 0, last_iat: 0, audit_number: 0, audit_hash: '', created_at: now };
  await ledger.db.transaction().execute(async (trx) => {
    await authorizeOperator(trx, actor);
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('organization')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw exists('organization', key);
    await appendAudit(trx, row, now, actor, 'organization.create', { name });
  });
  return { id: key, name };
}

/** @throws LatchkeyError `forbidden`, `not-found`, `request-invalid` */
export async function renameOrganization(
  ledger: Ledger,
  actor: Actor,
  { id, name }: { id: string; name: string },
): Promise<Organization> {
  assertText('name', name, 200);
  // Before anything is looked up: nobody else learns which organizations exist.
  await authorizeOperator(ledger.db, actor);
  await withOrganization(ledger.db, id, async (trx, organization) => {
    if (id === VENDOR) throw notFound('organization');
    await trx.updateTable('organization').set({ name }).where('id', '=', id).execute();
    await appendAudit(trx, organization, ledger.now(), actor, 'organization.rename', { name });
  });
  return { id, name };
}

/** The organizations of a member with the role in each; all of them for the operator. By name. */
export async function listOrganizations({ db }: Ledger, actor: Actor): Promise<Organization[]> {
  if (await isOperator(db, actor)) {
    return db
      .selectFrom('organization')
      .select(['id', 'name'])
      .where('id', '!=', VENDOR)
      .orderBy('name')
      .orderBy('id')
      .execute();
  }
  const all = db
    .selectFrom('organization')
    .select(['organization.id', 'organization.name'])
    .orderBy('organization.name')
    .orderBy('organization.id');
  if (actor.kind === 'token') return all.where('organization.id', '=', actor.organizationId).execute();
  if (actor.kind === 'console') return [];
  return all
    .innerJoin('member', 'member.organization_id', 'organization.id')
    .select('member.role')
    .where('member.account_id', '=', actor.id)
    .execute();
}

/**
 * For the operator, whom no role leads to an organization.
 *
 * @throws LatchkeyError `not-found`, also for the vendor's own chain
 */
export async function assertOrganization(db: Db | Trx, id: string): Promise<void> {
  assertId('organization', id);
  const row = await db.selectFrom('organization').select('id').where('id', '=', id).executeTakeFirst();
  if (!row || id === VENDOR) throw notFound('organization');
}

export function exists(what: string, name: string): LatchkeyError {
  return new LatchkeyError('exists', `The ${what} ${name} is there already. Choose another name.`, {
    details: { what },
  });
}
