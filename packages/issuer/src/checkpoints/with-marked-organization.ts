import type { Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { withOrganization, type LockedOrganization } from '../organization-lock.js';
import { markSoon } from './mark-soon.js';

/**
 * `withOrganization` for what a restored backup must not lose unnoticed: after the commit the marks of the organization are
 * written down, if anything was. The caller has its answer before they are.
 *
 * @throws LatchkeyError `not-found`
 */
export async function withMarkedOrganization<T>(
  ledger: Ledger,
  id: string,
  work: (trx: Trx, organization: LockedOrganization) => Promise<T>,
): Promise<T> {
  let isChanged = false;
  const result = await withOrganization(ledger.db, id, async (trx, organization) => {
    const before = organization.audit_number;
    const done = await work(trx, organization);
    isChanged = organization.audit_number !== before;
    return done;
  });
  if (isChanged) markSoon(ledger, id);
  return result;
}
