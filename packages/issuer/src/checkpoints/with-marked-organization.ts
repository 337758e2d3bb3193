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
export async function withMarkedOrganization<T, R = undefined>(
  ledger: Ledger,
  id: string,
  work: (trx: Trx, organization: LockedOrganization, known: R) => Promise<T>,
  read?: (trx: Trx) => Promise<R>,
): Promise<T> {
  let isChanged = false;
  const watch = async (trx: Trx, organization: LockedOrganization, known: R) => {
    const before = organization.audit_number;
    const done = await work(trx, organization, known);
    isChanged = organization.audit_number !== before;
    return done;
  };
  const result = await withOrganization(ledger.db, id, watch, read);
  if (isChanged) markSoon(ledger, id);
  return result;
}
