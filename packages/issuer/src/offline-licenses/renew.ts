import { DAY, LatchkeyError, RENEWAL_DAYS } from '@latchkey/core';
import { authorize, type Actor } from '../actor.js';
import { withMarkedOrganization } from '../checkpoints/with-marked-organization.js';
import type { Db, OfflineLicenseRow, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { assertConfirmed } from './confirmation.js';
import type { Created } from './create.js';
import { issue } from './issue.js';
import { planSuccessor, readSituation } from './plan.js';
import { viewOf } from './view.js';

export interface RenewRequest {
  readonly organizationId: string;
  /** The offline license that gets a successor. */
  readonly id: string;
  /** The last four characters of the machine ID. */
  readonly confirmation: string;
}

/**
 * Issues the successor of an offline license, in its last 14 days: it takes over in the second in which the other ends,
 * and needs no further seat. Doing so again returns the successor.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `confirmation-missing`, `not-renewable` with the first moment at which
 *   it is, `already-ended`, and what `createOfflineLicense` throws
 */
export function renewOfflineLicense(
  ledger: Ledger,
  actor: Actor,
  { organizationId, id, confirmation }: RenewRequest,
): Promise<Created> {
  return withMarkedOrganization(ledger, organizationId, async (trx, organization) => {
    await authorize(trx, actor, organizationId, 'offline-licenses:write');
    const now = ledger.now();
    const row = await findRow(trx, organizationId, id);
    assertConfirmed(row.machine_id, confirmation);
    const successor = await findSuccessor(trx, id);
    if (successor) return { offlineLicense: viewOf(successor, now), existing: true };
    assertRenewable(row, now);
    const machineId = { machineId: row.machine_id };
    const situation = await readSituation(trx, actor, organizationId, row.license_id, machineId, now);
    const machine = row.jkt === null ? situation.machine : { ...situation.machine, jkt: row.jkt };
    const plan = await planSuccessor(trx, { ...situation, machine }, row, now);
    const assignee = {
      ...(row.assignee !== null && { name: row.assignee }),
      ...(row.assignee_id !== null && { accountId: row.assignee_id }),
    };
    const issued = await issue(ledger, trx, organization, actor, {
      ...plan,
      assignee,
      predecessorId: id,
    });
    return { offlineLicense: viewOf(issued, now), existing: false };
  });
}

/** @throws LatchkeyError `already-ended`, `not-renewable` */
function assertRenewable({ exp }: OfflineLicenseRow, now: number): void {
  if (now >= exp) {
    throw new LatchkeyError(
      'already-ended',
      'This offline license has ended, and its seat is available. Create a new one.',
      {
        details: { endedAt: exp },
      },
    );
  }
  const from = exp - RENEWAL_DAYS * DAY;
  if (now >= from) return;
  throw new LatchkeyError(
    'not-renewable',
    `An offline license can be renewed in its last ${RENEWAL_DAYS} days. Wait until then.`,
    {
      details: { from },
    },
  );
}

async function findRow(db: Db | Trx, organizationId: string, id: string): Promise<OfflineLicenseRow> {
  const row = await db
    .selectFrom('offline_license')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('offline license');
  return row;
}

function findSuccessor(db: Db | Trx, id: string): Promise<OfflineLicenseRow | undefined> {
  return db.selectFrom('offline_license').selectAll().where('predecessor_id', '=', id).executeTakeFirst();
}
