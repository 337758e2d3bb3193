import type { Actor } from '../actor.js';
import { appendAudits } from '../audit.js';
import type { Role, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import type { LockedOrganization } from '../organization-lock.js';

/**
 * Ends what a member made and may not make any more, so that nobody who is sent away comes back by an invite or a token
 * of their own. For an Owner who becomes an Admin that is the open invites for Owners; for others, all open invites and
 * all tokens. Offline licenses stay.
 *
 * @param role the role from now on; `undefined` for who is removed
 */
export async function withdrawPowers(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  accountId: string,
  role: Role | undefined,
): Promise<void> {
  if (role === 'owner') return;
  const maker = `account:${accountId}`;
  let invites = trx
    .deleteFrom('invite')
    .where('organization_id', '=', organization.id)
    .where('created_by', '=', maker)
    .where('accepted_at', 'is', null);
  if (role === 'admin') invites = invites.where('role', '=', 'owner');
  const revokedInvites = await invites.returning('id').execute();
  const now = ledger.now();
  await appendAudits(
    trx,
    organization,
    now,
    actor,
    'invite.revoke',
    revokedInvites.map(({ id }) => ({ id })),
  );
  if (role === 'admin') return;
  const tokens = await trx
    .selectFrom('token')
    .select('id')
    .where('organization_id', '=', organization.id)
    .where('created_by', '=', maker)
    .execute();
  for (const { id } of tokens) await endToken(ledger, trx, organization, actor, id);
}

/** Ends a token, and the widget tokens that it made. */
export async function endToken(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  id: string,
): Promise<void> {
  await trx
    .deleteFrom('token')
    .where('organization_id', '=', organization.id)
    .where((eb) => eb.or([eb('id', '=', id), eb('created_by', '=', `token:${id}`)]))
    .execute();
  await appendAudits(trx, organization, ledger.now(), actor, 'token.revoke', [{ id }]);
}
