import { authorize, forbidden, isOperator, type Actor } from '../actor.js';
import type { Db, Role, Trx } from '../db/schema.js';
import { assertId, notFound } from '../organization-lock.js';
import { VENDOR } from '../vendor/organizations.js';

/** As what somebody works on the people of an organization. */
export type Authority = 'owner' | 'admin';

/**
 * Allows work on the members and invites of an organization. The operator counts as an Owner there: somebody has to let
 * the first one in, and to help where none can be reached. It is written down like everything else.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function authorizePeople(
  db: Db | Trx,
  actor: Actor,
  organizationId: string,
  permission: 'members:read' | 'members:write',
): Promise<Authority> {
  if (!(await isOperator(db, actor))) {
    const role = await authorize(db, actor, organizationId, permission);
    return role === 'owner' ? 'owner' : 'admin';
  }
  assertId('organization', organizationId);
  const organization = await db
    .selectFrom('organization')
    .select('id')
    .where('id', '=', organizationId)
    .where('id', '!=', VENDOR)
    .executeTakeFirst();
  if (!organization) throw notFound('organization');
  return 'owner';
}

/**
 * Only an Owner gives the role owner, or takes it.
 *
 * @throws LatchkeyError `forbidden`
 */
export function assertMayHandle(authority: Authority, ...roles: readonly Role[]): void {
  if (authority !== 'owner' && roles.includes('owner')) throw forbidden();
}
