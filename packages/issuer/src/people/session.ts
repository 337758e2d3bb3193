import type { Actor } from '../actor.js';
import type { Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import type { Account, Person } from './account.js';
import { hashSecret, makeSecret } from './secret.js';

/** A working day. A session ends then, however much it was used: a stolen one cannot be kept alive. */
const LIFETIME = 12 * 3600;

/** A session that has just begun. Its token is always new: nobody can have known it before. */
export interface NewSession {
  /** For the cookie, and for nobody else. */
  readonly token: string;
  /** Seconds since 1970, UTC. */
  readonly expiresAt: number;
}

/** Somebody who has just signed in. */
export interface SignedIn extends NewSession {
  readonly account: Account;
}

/** Who a session belongs to. */
export interface Session {
  readonly account: Person;
  readonly actor: Actor & { readonly kind: 'account' };
  /** Seconds since 1970, UTC. */
  readonly expiresAt: number;
}

/** Begins a session. */
export async function openSession(ledger: Ledger, trx: Trx, accountId: string): Promise<NewSession> {
  const { text, hash } = makeSecret(ledger, 'session');
  const now = ledger.now();
  const expiresAt = now + LIFETIME;
  await trx
    .insertInto('session')
    .values({ hash, account_id: accountId, created_at: now, expires_at: expiresAt })
    .execute();
  return { token: text, expiresAt };
}

/**
 * Who a session belongs to.
 *
 * @returns `undefined` for a token that is none, or one that has ended
 */
export async function findSession(ledger: Ledger, token: string): Promise<Session | undefined> {
  const hash = hashSecret('session', token);
  if (hash === undefined) return undefined;
  const row = await ledger.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.email', 'account.name', 'account.is_operator', 'session.expires_at'])
    .where('session.hash', '=', hash)
    .where('session.expires_at', '>', ledger.now())
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, email, name, is_operator, expires_at } = row;
  const account = { id, email, name, isOperator: is_operator === 1 };
  return { account, actor: { kind: 'account', id }, expiresAt: expires_at };
}

/** Ends a session at once. A token that is none does no harm. */
export async function signOut({ db }: Pick<Ledger, 'db'>, token: string): Promise<void> {
  const hash = hashSecret('session', token);
  if (hash !== undefined) await db.deleteFrom('session').where('hash', '=', hash).execute();
}
