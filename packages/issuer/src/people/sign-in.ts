import { LatchkeyError } from '@latchkey/core';
import { isPostgres } from '../db/dialect.js';
import type { Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { readAccount } from './account.js';
import { readEmail } from './email.js';
import { canBePassword, verifyPassword } from './password.js';
import { openSession, type SignedIn } from './session.js';
import { sweep } from './sweep.js';
import { countAttempt, forgetAttempts, PER_ADDRESS, PER_EMAIL, PER_PAIR } from './throttle.js';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Where it comes from, such as a network address. Attempts are counted by it. */
  readonly from: string;
}

/**
 * Signs in with a password, and begins a new session.
 *
 * @throws LatchkeyError `sign-in-failed`, which does not say whether there is such an account; `too-many-requests` after
 *   too many attempts from there or for that e-mail address, right or wrong, before anything is hashed
 */
export async function signIn(ledger: Ledger, { email, password, from }: SignInRequest): Promise<SignedIn> {
  const found = await checkPassword(ledger, readEmail(email), password, from);
  if (!found) throw failed();
  const { id, stored } = found;
  await sweep(ledger.db, 'session', ledger.now());
  return ledger.db.transaction().execute(async (trx) => {
    // The password may have been changed meanwhile, and every session ended: this one must not come after.
    if (!(await lockPassword(trx, id, stored))) throw failed();
    return { ...(await openSession(ledger, trx, id)), account: await readAccount(trx, id) };
  });
}

/**
 * Counts an attempt, and checks the password.
 *
 * @param email `undefined` for one that no account can have
 * @returns the account, and the hash of its password; `undefined` where the two do not belong together
 * @throws LatchkeyError `too-many-requests`
 */
export async function checkPassword(
  ledger: Ledger,
  email: string | undefined,
  password: string,
  from: string,
): Promise<{ readonly id: string; readonly stored: string } | undefined> {
  // The address first: one that asks too much must not use up the attempts of others.
  await countAttempt(ledger, PER_ADDRESS, [from]);
  if (email === undefined || !canBePassword(password)) return undefined;
  await countAttempt(ledger, PER_PAIR, [email, from]);
  await countAttempt(ledger, PER_EMAIL, [email]);
  const row = await ledger.db
    .selectFrom('account')
    .select(['id', 'password'])
    .where('email', '=', email)
    .executeTakeFirst();
  const stored = row?.password ?? null;
  const isRight = await verifyPassword(password, stored);
  if (!isRight || row === undefined || stored === null) return undefined;
  await forgetAttempts(ledger, PER_PAIR, [email, from]);
  await forgetAttempts(ledger, PER_EMAIL, [email]);
  return { id: row.id, stored };
}

/** Keeps an account's password from changing until the transaction ends; false where it is not `stored` any more. */
export async function lockPassword(trx: Trx, accountId: string, stored: string): Promise<boolean> {
  const query = trx
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('password', '=', stored);
  const row = await (isPostgres(trx) ? query.forUpdate() : query).executeTakeFirst();
  return row !== undefined;
}

function failed(): LatchkeyError {
  return new LatchkeyError(
    'sign-in-failed',
    'This e-mail address and this password do not belong together. Check both, and try again.',
  );
}
