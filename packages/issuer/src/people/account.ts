import { LatchkeyError } from '@latchkey/core';
import { forbidden, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { Db, Role, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { notFound, withOrganization, type LockedOrganization } from '../organization-lock.js';
import { VENDOR } from '../vendor/organizations.js';
import { requireEmail } from './email.js';
import { hashPassword } from './password.js';
import { assertPersonName } from './person-name.js';

/** A person who can sign in. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Stands outside organizations, for the vendor. */
  readonly isOperator: boolean;
}

export interface Membership {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** A person with the organizations that this person belongs to, by name. */
export interface Account extends Person {
  readonly organizations: readonly Membership[];
}

export interface AccountInput {
  readonly email: string;
  readonly name: string;
  /** Without one, nobody can sign in as this account yet. */
  readonly password?: string;
  readonly isOperator?: boolean;
}

/** An account to add. */
export interface NewAccount {
  /** See {@link requireEmail}. */
  readonly email: string;
  readonly name: string;
  /** Its hash. */
  readonly password: string | null;
  readonly isOperator: boolean;
  readonly externalId: string | null;
}

/** @throws LatchkeyError `not-found` */
export async function describeAccount({ db }: Pick<Ledger, 'db'>, accountId: string): Promise<Account> {
  return readAccount(db, accountId);
}

/** @throws LatchkeyError `not-found` */
export async function readAccount(db: Db | Trx, accountId: string): Promise<Account> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'email', 'name', 'is_operator'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!row) throw notFound('account');
  const organizations = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organization_id')
    .select(['organization.id', 'organization.name', 'member.role'])
    .where('member.account_id', '=', accountId)
    .orderBy('organization.name')
    .orderBy('organization.id')
    .execute();
  return { id: row.id, email: row.email, name: row.name, isOperator: row.is_operator === 1, organizations };
}

/**
 * Makes an account from the command line. Everybody else comes by an invite, set-up or an OpenID provider.
 *
 * @throws LatchkeyError `forbidden` for anybody but the console, `request-invalid`, `exists`
 */
export async function createAccount(ledger: Ledger, actor: Actor, input: AccountInput): Promise<Account> {
  if (actor.kind !== 'console') throw forbidden();
  const { name, isOperator = false } = input;
  const email = requireEmail(input.email);
  assertPersonName(name);
  const password = input.password === undefined ? null : await hashPassword(input.password);
  return withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    const account = { email, name, password, isOperator, externalId: null };
    const id = await recordAccount(ledger, trx, vendor, account, actor);
    return readAccount(trx, id);
  });
}

/**
 * Adds an account, and an entry to the vendor's audit chain.
 *
 * @param actor who makes it; the new account itself where left out
 * @returns its ID
 * @throws LatchkeyError `request-invalid` for the name, `exists` for the e-mail address
 */
export async function recordAccount(
  ledger: Ledger,
  trx: Trx,
  vendor: LockedOrganization,
  account: NewAccount,
  actor?: Actor,
): Promise<string> {
  const id = await insertAccount(ledger, trx, account);
  const how = account.externalId === null ? 'password' : 'external';
  const details = { accountId: id, operator: account.isOperator ? 1 : 0, signIn: how };
  await appendAudit(trx, vendor, ledger.now(), actor ?? { kind: 'account', id }, 'account.create', details);
  return id;
}

/** As {@link recordAccount}, for who writes the entry elsewhere. */
export async function insertAccount(ledger: Ledger, trx: Trx, account: NewAccount): Promise<string> {
  const { email, name, password, isOperator, externalId } = account;
  assertPersonName(name);
  const id = `acc-${Buffer.from(ledger.random(8)).toString('hex')}`;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('account')
    .values({
      id,
      email,
      name,
      password,
      is_operator: isOperator ? 1 : 0,
      external_id: externalId,
      created_at: ledger.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return id;
  throw new LatchkeyError(
    'exists',
    'Nothing was done: there is an account with this e-mail address already. Sign in with it, or take another address.',
    { details: { what: 'account' } },
  );
}
