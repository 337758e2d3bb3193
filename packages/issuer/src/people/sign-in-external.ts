import type { Db, Trx } from '../db/schema.js';
import { refuseField } from '../input.js';
import type { Ledger } from '../ledger.js';
import { withOrganization } from '../organization-lock.js';
import { VENDOR } from '../vendor/organizations.js';
import { readAccount, recordAccount } from './account.js';
import { requireEmail } from './email.js';
import { fitPersonName } from './person-name.js';
import { openSession, type SignedIn } from './session.js';
import { sweep } from './sweep.js';

const LONGEST_ID = 1000;
const CONTROL = /[\p{Control}\p{Surrogate}]/u;

export interface ExternalIdentity {
  /** Who this is at an OpenID provider: issuer, space, subject. */
  readonly externalId: string;
  readonly email: string;
  readonly name: string;
}

/**
 * Begins a session for somebody whom an OpenID provider has vouched for. Who comes for the first time gets an account
 * that belongs to no organization; an invite lets it join. Later changes of name and e-mail address at the provider do
 * not reach it. A name that is longer than a license can carry is cut.
 *
 * An account that signs in with a password is never taken over, whatever e-mail address the provider says: not every
 * provider checks them.
 *
 * @throws LatchkeyError `request-invalid`, `exists` where another account has the e-mail address
 */
export async function signInExternal(ledger: Ledger, identity: ExternalIdentity): Promise<SignedIn> {
  const { externalId } = identity;
  const name = fitPersonName(identity.name);
  if (externalId === '' || externalId.length > LONGEST_ID || CONTROL.test(externalId)) {
    refuseField('externalId', `must have 1 to ${LONGEST_ID} characters.`);
  }
  await sweep(ledger.db, 'session', ledger.now());
  const begin = async (trx: Trx, id: string) => ({
    ...(await openSession(ledger, trx, id)),
    account: await readAccount(trx, id),
  });
  const known = await findExternal(ledger.db, externalId);
  if (known !== undefined) return ledger.db.transaction().execute((trx) => begin(trx, known));
  const email = requireEmail(identity.email);
  return withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    // Two first visits at once make one account.
    const id =
      (await findExternal(trx, externalId)) ??
      (await recordAccount(ledger, trx, vendor, {
        email,
        name,
        password: null,
        isOperator: false,
        externalId,
      }));
    return begin(trx, id);
  });
}

async function findExternal(db: Db | Trx, externalId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.id;
}
