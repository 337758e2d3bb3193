import type { Actor } from '../actor.js';
import type { Trx } from '../db/schema.js';
import type { LockedOrganization } from '../organization-lock.js';
import { withMarkedOrganization } from '../checkpoints/with-marked-organization.js';
import type { Ledger } from '../ledger.js';
import { findAssignee, type AssigneeInput } from './assignee.js';
import { assertConfirmed } from './confirmation.js';
import { issue } from './issue.js';
import type { MachineInput } from './machine.js';
import { planFirst, readSituation, type Situation } from './plan.js';
import { viewOf, type OfflineLicense } from './view.js';

export interface CreateRequest {
  readonly organizationId: string;
  readonly licenseId: string;
  readonly machine: MachineInput;
  readonly assignee?: AssigneeInput;
  /** The last four characters of the machine ID. */
  readonly confirmation: string;
}

export interface Created {
  readonly offlineLicense: OfflineLicense;
  /** True where the machine had one already: nothing was issued, no seat was spent. */
  readonly existing: boolean;
}

/**
 * Turns a seat of a purchased license into an offline license for one machine. It cannot be undone.
 *
 * @throws LatchkeyError each of: `not-found`, `forbidden`, `machine-id-invalid`, `wrong-product`,
 *   `activation-request-invalid`, `confirmation-missing`, `not-eligible`, `term-ahead`, `term-over`, `no-seats`,
 *   `clock-behind`, `ledger-behind`, `signing-fault`; nothing was issued then
 */
export function createOfflineLicense(
  ledger: Ledger,
  actor: Actor,
  { organizationId, licenseId, machine, assignee, confirmation }: CreateRequest,
): Promise<Created> {
  const read = async (trx: Trx) => {
    const now = ledger.now();
    return { now, ...(await readSituation(trx, actor, organizationId, licenseId, machine, now)) };
  };
  const work = async (
    trx: Trx,
    organization: LockedOrganization,
    { now, ...situation }: Situation & { now: number },
  ) => {
    assertConfirmed(situation.machine.machineId, confirmation);
    if (situation.existing) return { offlineLicense: viewOf(situation.existing, now), existing: true };
    const plan = await planFirst(trx, situation, now);
    const person = await findAssignee(trx, organizationId, assignee);
    const row = await issue(ledger, trx, organization, actor, { ...plan, assignee: person });
    return { offlineLicense: viewOf(row, now), existing: false };
  };
  return withMarkedOrganization(ledger, organizationId, work, read);
}
