import { freshPeriod, LatchkeyError, successorPeriod, type Period } from '@latchkey/core';
import type { Db, LicenseRow, OfflineLicenseRow, Trx } from '../db/schema.js';
import { authorize, type Actor } from '../actor.js';
import { findIneligibility, lifeOf } from '../product-policy.js';
import { findPurchased, type Purchased } from '../purchased.js';
import { noSeats, type CountedSeats } from '../seats.js';
import { together } from '../together.js';
import { peekMachineId, readMachine, type Machine, type MachineInput } from './machine.js';

/** What would be issued, if it is confirmed. */
export interface Plan {
  readonly license: LicenseRow;
  readonly machine: Machine;
  readonly seats: CountedSeats;
  readonly period: Period;
}

/** A purchased license, a machine for it, and what that one has already. */
export interface Situation extends Purchased {
  readonly machine: Machine;
  /** The license that this machine has for the product, whichever purchased license it came from. */
  readonly existing: OfflineLicenseRow | undefined;
}

/**
 * Reads who asks for what: nothing else is decided yet.
 *
 * @throws LatchkeyError what `authorize` throws; `not-found` for a license of somebody else; what `readMachine` throws
 */
export async function readSituation(
  db: Db | Trx,
  actor: Actor,
  organizationId: string,
  licenseId: string,
  input: MachineInput,
  now: number,
): Promise<Situation> {
  const [, purchased, existing] = await together(
    authorize(db, actor, organizationId, 'offline-licenses:write'),
    findPurchased(db, organizationId, licenseId, now),
    findExisting(db, organizationId, peekMachineId(input), now),
  );
  const machine = readMachine(input, purchased.license.product);
  return { ...purchased, machine, existing };
}

/**
 * Plans a first license for a machine.
 *
 * @throws LatchkeyError `not-eligible`, `term-ahead`, `term-over`, `no-seats`
 */
export async function planFirst(
  db: Db | Trx,
  { license, policy, seats, machine }: Situation,
  now: number,
): Promise<Plan> {
  const ineligible = findIneligibility(license, policy, now);
  if (ineligible) throw ineligible;
  if (seats.available < 1) throw await noSeats(db, license, seats, now);
  const period = freshPeriod(now, lifeOf(policy, license.ends_at));
  return { license, machine, seats, period };
}

/**
 * Plans the successor of a license that is in force. The machine has its seat already.
 *
 * @throws LatchkeyError `not-renewable` with the first moment at which it is, `not-eligible`, `term-over`, `no-seats`
 */
export async function planSuccessor(
  db: Db | Trx,
  { license, policy, seats, machine }: Situation,
  predecessor: Pick<OfflineLicenseRow, 'exp'>,
  now: number,
): Promise<Plan> {
  const ineligible = findIneligibility(license, policy, now);
  if (ineligible) throw ineligible;
  if (license.ends_at <= predecessor.exp) {
    throw new LatchkeyError(
      'term-over',
      'The paid term of this license ends no later than the offline license. Extend the term first.',
      { details: { endedAt: license.ends_at } },
    );
  }
  const period = successorPeriod(now, predecessor, lifeOf(policy, license.ends_at));
  if (seats.used > seats.quantity) throw await noSeats(db, license, seats, now);
  return { license, machine, seats, period };
}

/** The license in force, or the one scheduled where none is. A machine ID stands for one product. */
async function findExisting(
  db: Db | Trx,
  organizationId: string,
  machineId: string | undefined,
  now: number,
): Promise<OfflineLicenseRow | undefined> {
  if (machineId === undefined) return undefined;
  // Ordered here: asked for an order, a database walks through all that has not ended, if it knows the table as small.
  const rows = await db
    .selectFrom('offline_license')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('machine_id', '=', machineId)
    .where('exp', '>', now)
    .execute();
  return rows.toSorted((a, b) => a.exp - b.exp)[0];
}
