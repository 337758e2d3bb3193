import { LatchkeyError } from '@latchkey/core';
import type { Db, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { withOrganization } from '../organization-lock.js';
import { VENDOR } from '../vendor/organizations.js';
import { readAccount, recordAccount } from './account.js';
import { requireEmail } from './email.js';
import { hashPassword } from './password.js';
import { assertPersonName } from './person-name.js';
import { hashSecret, makeSecret } from './secret.js';
import { openSession, type SignedIn } from './session.js';

/** The setting with the hashes of set-up tokens, the latest last. */
const SETTING = 'set-up-tokens';
/** So many processes may start before the first operator exists; then the oldest token ends. */
const MOST = 8;

export interface SetUpRequest {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes a set-up token, as long as there is no operator. Only its hash is kept, so each start of a process makes one of
 * its own and shows it: several processes, and starts whose output is lost, leave nobody with a token that does not work.
 *
 * @returns the token, to be shown on the console; `undefined` where an operator exists
 */
export function ensureSetUpToken(ledger: Ledger): Promise<string | undefined> {
  return withOrganization(ledger.db, VENDOR, async (trx) => {
    if (await hasOperator(trx)) {
      await trx.deleteFrom('setting').where('name', '=', SETTING).execute();
      return undefined;
    }
    const { text, hash } = makeSecret(ledger, 'set-up');
    const value = [...(await readHashes(trx)), hash].slice(-MOST).join(' ');
    await trx
      .insertInto('setting')
      .values({ name: SETTING, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return text;
  });
}

/**
 * Makes the first operator, and signs in. It ends every set-up token.
 *
 * @throws LatchkeyError `set-up-done` once there is an operator, `sign-in-failed` for a wrong token, `request-invalid`,
 *   `exists`, `too-many-requests`
 */
export async function setUp(ledger: Ledger, request: SetUpRequest): Promise<SignedIn> {
  await assertToken(ledger.db, request.token);
  const email = requireEmail(request.email);
  assertPersonName(request.name);
  const account = {
    email,
    name: request.name,
    password: await hashPassword(request.password),
    isOperator: true,
    externalId: null,
  };
  return withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    // Again: hashing took its time, and somebody else may have been faster.
    await assertToken(trx, request.token);
    const id = await recordAccount(ledger, trx, vendor, account);
    await trx.deleteFrom('setting').where('name', '=', SETTING).execute();
    return { ...(await openSession(ledger, trx, id)), account: await readAccount(trx, id) };
  });
}

async function assertToken(db: Db | Trx, token: string): Promise<void> {
  if (await hasOperator(db)) {
    throw new LatchkeyError(
      'set-up-done',
      'This service is set up already. Sign in as its operator; more operators are made on its command line.',
    );
  }
  const hash = hashSecret('set-up', token);
  if (hash !== undefined && (await readHashes(db)).includes(hash)) return;
  throw new LatchkeyError(
    'sign-in-failed',
    'This is no set-up token of this service. It wrote one to its log when it started: copy it whole, or start it again for a new one.',
  );
}

async function hasOperator(db: Db | Trx): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('is_operator', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function readHashes(db: Db | Trx): Promise<string[]> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return row?.value.split(' ') ?? [];
}
