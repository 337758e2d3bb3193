import { LatchkeyError } from '@latchkey/core';
import { forbidden, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { notFound, withOrganization, type LockedOrganization } from '../organization-lock.js';
import { VENDOR } from '../vendor/organizations.js';
import { readAccount } from './account.js';
import { readEmail } from './email.js';
import { assertPassword, hashPassword } from './password.js';
import { openSession, type SignedIn } from './session.js';
import { checkPassword, lockPassword } from './sign-in.js';

export interface PasswordChange {
  /** The present password: an open browser is not enough to take an account over. */
  readonly current: string;
  readonly next: string;
  /** As at sign-in: wrong passwords count as attempts there. */
  readonly from: string;
}

/**
 * Changes one's own password. Every session of the account ends, and a new one begins for who asked.
 *
 * @throws LatchkeyError `forbidden` for who is no person, `request-invalid` for an unfit password, `sign-in-failed` for a
 *   wrong present one or an account without one, `too-many-requests`
 */
export async function changePassword(
  ledger: Ledger,
  actor: Actor,
  { current, next, from }: PasswordChange,
): Promise<SignedIn> {
  if (actor.kind !== 'account') throw forbidden();
  assertPassword(next, 'next');
  const { id } = actor;
  const { email } = await readAccount(ledger.db, id);
  const found = await checkPassword(ledger, email, current, from);
  if (!found) {
    throw refused('this is not the present password of the account. Check it, and try again');
  }
  const hash = await hashPassword(next);
  return withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    if (!(await lockPassword(trx, id, found.stored))) {
      throw refused('the password was changed elsewhere just now. Sign in with the new one');
    }
    await replacePassword(ledger, trx, vendor, actor, id, hash);
    return { ...(await openSession(ledger, trx, id)), account: await readAccount(trx, id) };
  });
}

/**
 * Gives an account a new password from the command line, for who has forgotten it. Every session of the account ends.
 *
 * @throws LatchkeyError `forbidden` for anybody but the console, `request-invalid`, `not-found`
 */
export async function resetPassword(
  ledger: Ledger,
  actor: Actor,
  { email, password }: { email: string; password: string },
): Promise<void> {
  if (actor.kind !== 'console') throw forbidden();
  const row = await ledger.db
    .selectFrom('account')
    .select('id')
    .where('email', '=', readEmail(email) ?? '')
    .executeTakeFirst();
  if (!row) throw notFound('account');
  const hash = await hashPassword(password);
  await withOrganization(ledger.db, VENDOR, (trx, vendor) =>
    replacePassword(ledger, trx, vendor, actor, row.id, hash),
  );
}

function refused(why: string): LatchkeyError {
  return new LatchkeyError('sign-in-failed', `Nothing was changed: ${why}.`);
}

/** The account first, then its sessions: a sign-in that is under way has the account locked, and its session is seen. */
async function replacePassword(
  ledger: Ledger,
  trx: Trx,
  vendor: LockedOrganization,
  actor: Actor,
  accountId: string,
  password: string,
): Promise<void> {
  await trx.updateTable('account').set({ password }).where('id', '=', accountId).execute();
  await trx.deleteFrom('session').where('account_id', '=', accountId).execute();
  await appendAudit(trx, vendor, ledger.now(), actor, 'account.password', { accountId });
}
