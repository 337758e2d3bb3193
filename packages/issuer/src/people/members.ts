import { LatchkeyError } from '@latchkey/core';
import type { Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Db, Role, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { assertId, notFound, withOrganization } from '../organization-lock.js';
import { assertMayHandle, authorizePeople } from './authorize-people.js';
import { assertRole } from './role.js';
import { withdrawPowers } from './withdraw-powers.js';

/** A person in an organization. */
export interface Member {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Seconds since 1970, UTC. */
  readonly joinedAt: number;
}

/** A member of an organization, as its routes name one. */
export interface MemberReference {
  readonly organizationId: string;
  readonly accountId: string;
}

/**
 * The members of an organization, by name.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function listMembers(
  { db }: Pick<Ledger, 'db'>,
  actor: Actor,
  organizationId: string,
): Promise<Member[]> {
  await authorizePeople(db, actor, organizationId, 'members:read');
  return selectMembers(db, organizationId).orderBy('account.name').orderBy('account.email').execute();
}

/**
 * Gives a member another role, which counts from the next request on. What a member made and could not make in the new
 * role ends: see {@link withdrawPowers}.
 *
 * @throws LatchkeyError `not-found`, `request-invalid`, `forbidden` for an Admin who makes or changes an Owner,
 *   `last-owner`
 */
export async function setRole(
  ledger: Ledger,
  actor: Actor,
  { organizationId, accountId, role }: MemberReference & { readonly role: Role },
): Promise<Member> {
  assertRole(role);
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const authority = await authorizePeople(trx, actor, organizationId, 'members:write');
    const member = await requireMember(trx, organizationId, accountId);
    assertMayHandle(authority, role, member.role);
    if (member.role === role) return member;
    if (member.role === 'owner') await assertAnotherOwner(trx, organizationId);
    await trx
      .updateTable('member')
      .set({ role })
      .where('organization_id', '=', organizationId)
      .where('account_id', '=', accountId)
      .execute();
    const details = { accountId, from: member.role, to: role };
    await appendAudit(trx, organization, ledger.now(), actor, 'member.role', details);
    await withdrawPowers(ledger, trx, organization, actor, accountId, role);
    return { ...member, role };
  });
}

/**
 * Removes a member, at once. The offline licenses that this person asked for, or that are assigned to this person, stay
 * in force; the invites and tokens that this person made end.
 *
 * @throws LatchkeyError `not-found`, `forbidden` for an Admin who removes an Owner, `last-owner`
 */
export async function removeMember(
  ledger: Ledger,
  actor: Actor,
  { organizationId, accountId }: MemberReference,
): Promise<void> {
  await withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const authority = await authorizePeople(trx, actor, organizationId, 'members:write');
    const { role } = await requireMember(trx, organizationId, accountId);
    assertMayHandle(authority, role);
    if (role === 'owner') await assertAnotherOwner(trx, organizationId);
    await trx
      .deleteFrom('member')
      .where('organization_id', '=', organizationId)
      .where('account_id', '=', accountId)
      .execute();
    await appendAudit(trx, organization, ledger.now(), actor, 'member.remove', { accountId, role });
    await withdrawPowers(ledger, trx, organization, actor, accountId, undefined);
  });
}

async function requireMember(trx: Trx, organizationId: string, accountId: string): Promise<Member> {
  assertId('member', accountId);
  const member = await selectMembers(trx, organizationId)
    .where('member.account_id', '=', accountId)
    .executeTakeFirst();
  if (!member) throw notFound('member');
  return member;
}

function selectMembers(db: Db | Trx, organizationId: string) {
  return db
    .selectFrom('member')
    .innerJoin('account', 'account.id', 'member.account_id')
    .select([
      'account.id as accountId',
      'account.email',
      'account.name',
      'member.role',
      'member.joined_at as joinedAt',
    ])
    .where('member.organization_id', '=', organizationId);
}

/** Counted while the organization is locked: two Owners who leave at once do not both find the other one there. */
async function assertAnotherOwner(trx: Trx, organizationId: string): Promise<void> {
  const owners = await trx
    .selectFrom('member')
    .select('account_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .limit(2)
    .execute();
  if (owners.length === 2) return;
  throw new LatchkeyError(
    'last-owner',
    'Nothing was changed: this is the last Owner of the organization, and it must keep one. Make another member an Owner first.',
  );
}
