import { DAY, LatchkeyError } from '@latchkey/core';
import { actorName, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Db, Role, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { assertId, notFound, withOrganization } from '../organization-lock.js';
import { assertMayHandle, authorizePeople } from './authorize-people.js';
import { requireEmail } from './email.js';
import { assertRole } from './role.js';
import { hashSecret, makeSecret } from './secret.js';
import { sweep } from './sweep.js';

const LIFETIME = 14 * DAY;

/** An invite that nobody has accepted yet. Times are seconds since 1970, UTC. */
export interface Invite {
  readonly id: string;
  /** Whom it is meant for, and the e-mail address of the account that it makes. */
  readonly email: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface CreatedInvite extends Invite {
  /** For the link. It is shown this once. */
  readonly token: string;
}

export interface InviteInput {
  readonly organizationId: string;
  readonly email: string;
  readonly role: Role;
}

/** What an invite offers to who holds its link. */
export interface InviteOffer {
  readonly organizationName: string;
  readonly role: Role;
  readonly email: string;
}

/**
 * Makes an invite for one person, which can be accepted once within 14 days. Nothing is sent: whoever makes it passes
 * the link on.
 *
 * @throws LatchkeyError `not-found`, `request-invalid`, `forbidden` also for an Admin who invites an Owner
 */
export async function createInvite(
  ledger: Ledger,
  actor: Actor,
  { organizationId, role, ...input }: InviteInput,
): Promise<CreatedInvite> {
  assertRole(role);
  const email = requireEmail(input.email);
  await sweep(ledger.db, 'invite', ledger.now());
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const authority = await authorizePeople(trx, actor, organizationId, 'members:write');
    assertMayHandle(authority, role);
    const { text, hash } = makeSecret(ledger, 'invite');
    const id = `inv-${Buffer.from(ledger.random(8)).toString('hex')}`;
    const now = ledger.now();
    const expiresAt = now + LIFETIME;
    await trx
      .insertInto('invite')
      .values({
        id,
        hash,
        organization_id: organizationId,
        role,
        email,
        created_by: actorName(actor),
        created_at: now,
        expires_at: expiresAt,
        accepted_by: null,
        accepted_at: null,
      })
      .execute();
    await appendAudit(trx, organization, now, actor, 'invite.create', { id, role, email, expiresAt });
    return { id, email, role, createdAt: now, expiresAt, token: text };
  });
}

/**
 * The open invites of an organization, the latest first.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function listInvites(ledger: Ledger, actor: Actor, organizationId: string): Promise<Invite[]> {
  await authorizePeople(ledger.db, actor, organizationId, 'members:read');
  return selectOpen(ledger.db, ledger.now())
    .where('invite.organization_id', '=', organizationId)
    .select(['invite.created_at as createdAt', 'invite.expires_at as expiresAt'])
    .orderBy('invite.created_at', 'desc')
    .orderBy('invite.id')
    .execute();
}

/**
 * Takes an invite back.
 *
 * @throws LatchkeyError `not-found`, also for one that was accepted or has ended; `forbidden`, also for an Admin and an
 *   invite for an Owner
 */
export async function revokeInvite(
  ledger: Ledger,
  actor: Actor,
  { organizationId, inviteId }: { readonly organizationId: string; readonly inviteId: string },
): Promise<void> {
  assertId('invite', inviteId);
  await withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const authority = await authorizePeople(trx, actor, organizationId, 'members:write');
    const now = ledger.now();
    const invite = await selectOpen(trx, now)
      .where('invite.organization_id', '=', organizationId)
      .where('invite.id', '=', inviteId)
      .executeTakeFirst();
    if (!invite) throw notFound('invite');
    assertMayHandle(authority, invite.role);
    await trx.deleteFrom('invite').where('id', '=', inviteId).execute();
    await appendAudit(trx, organization, now, actor, 'invite.revoke', { id: inviteId });
  });
}

/**
 * What an invite offers.
 *
 * @throws LatchkeyError `invite-invalid`
 */
export async function inspectInvite(ledger: Ledger, token: string): Promise<InviteOffer> {
  const { organizationName, role, email } = await findInvite(ledger.db, token, ledger.now());
  return { organizationName, role, email };
}

/** @throws LatchkeyError `invite-invalid` for one that was accepted or taken back, has ended, or never was */
export async function findInvite(db: Db | Trx, token: string, now: number) {
  const hash = hashSecret('invite', token);
  const invite =
    hash === undefined
      ? undefined
      : await selectOpen(db, now)
          .innerJoin('organization', 'organization.id', 'invite.organization_id')
          .select(['organization.id as organizationId', 'organization.name as organizationName'])
          .where('invite.hash', '=', hash)
          .executeTakeFirst();
  if (invite) return invite;
  throw new LatchkeyError(
    'invite-invalid',
    'This invite was used or taken back, or its 14 days are over. Ask who sent it for another one.',
  );
}

function selectOpen(db: Db | Trx, now: number) {
  return db
    .selectFrom('invite')
    .select(['invite.id', 'invite.email', 'invite.role'])
    .where('invite.accepted_at', 'is', null)
    .where('invite.expires_at', '>', now);
}
