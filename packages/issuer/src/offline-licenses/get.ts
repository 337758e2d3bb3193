import type { Actor } from '../actor.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { ownOnly } from './list.js';
import { VIEW_COLUMNS, viewOf, type OfflineLicense } from './view.js';

/**
 * One offline license; for the role user, one that is assigned to that person.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function getOfflineLicense(
  ledger: Ledger,
  actor: Actor,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
): Promise<OfflineLicense> {
  const own = await ownOnly(ledger, actor, organizationId);
  let query = ledger.db
    .selectFrom('offline_license')
    .select(VIEW_COLUMNS)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id);
  if (own !== undefined) query = query.where('assignee_id', '=', own);
  const row = await query.executeTakeFirst();
  if (!row) throw notFound('offline license');
  return viewOf(row, ledger.now());
}
