import { LatchkeyError } from '@latchkey/core';
import { forbidden, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Ledger } from '../ledger.js';
import { withOrganization } from '../organization-lock.js';
import { refuseField } from '../input.js';
import { insertAccount, readAccount, type Account } from './account.js';
import { findInvite } from './invites.js';
import { hashPassword } from './password.js';
import { assertPersonName } from './person-name.js';
import { openSession, type NewSession } from './session.js';

export interface AcceptRequest {
  readonly token: string;
  /** For a new account. */
  readonly name?: string;
  /** For a new account. */
  readonly password?: string;
}

/** Who has joined. */
export interface Joined {
  readonly account: Account;
  /** For a new account, which is signed in. */
  readonly session?: NewSession;
}

/**
 * Joins an organization by an invite: as who has signed in, else as a new account with the invite's e-mail address. It
 * works once, however many try at the same moment; whatever is refused leaves the invite open.
 *
 * @param actor who has signed in, if anybody
 * @throws LatchkeyError `invite-invalid`; `exists` for who is a member already, or where there is an account with the
 *   invite's e-mail address; `request-invalid`; `too-many-requests`; `forbidden` for who is no person
 */
export async function acceptInvite(
  ledger: Ledger,
  actor: Actor | undefined,
  request: AcceptRequest,
): Promise<Joined> {
  if (actor !== undefined && actor.kind !== 'account') throw forbidden();
  // Looked at before anything is hashed, and again where nobody can come in between.
  const { organizationId, email } = await findInvite(ledger.db, request.token, ledger.now());
  const person = actor === undefined ? await readNewcomer(email, request) : undefined;
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const now = ledger.now();
    const { id, role } = await findInvite(trx, request.token, now);
    const accountId = actor?.id ?? (person && (await insertAccount(ledger, trx, person)));
    if (accountId === undefined) throw forbidden();
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('member')
      .values({ organization_id: organizationId, account_id: accountId, role, joined_at: now })
      .onConflict((conflict) => conflict.columns(['organization_id', 'account_id']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw isMember();
    await trx
      .updateTable('invite')
      .set({ accepted_by: accountId, accepted_at: now })
      .where('id', '=', id)
      .execute();
    const details = { accountId, role, inviteId: id, newAccount: person ? 1 : 0 };
    await appendAudit(trx, organization, now, { kind: 'account', id: accountId }, 'member.join', details);
    const session = person && (await openSession(ledger, trx, accountId));
    return { account: await readAccount(trx, accountId), ...(session && { session }) };
  });
}

async function readNewcomer(email: string, { name, password }: AcceptRequest) {
  if (name === undefined) refuseField('name', 'is missing. Say how you are called, or sign in first.');
  if (password === undefined) refuseField('password', 'is missing. Choose one, or sign in first.');
  assertPersonName(name);
  return { email, name, password: await hashPassword(password), isOperator: false, externalId: null };
}

function isMember(): LatchkeyError {
  return new LatchkeyError(
    'exists',
    'You are a member of this organization already, so the invite stays open. To change a role, an Owner or Admin sets it in the list of members.',
    { details: { what: 'member' } },
  );
}
