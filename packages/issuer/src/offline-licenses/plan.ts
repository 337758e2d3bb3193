import { freshPeriod, LatchkeyError, successorPeriod, type Period } from '@latchkey/core';
import type { Db, LicenseRow, OfflineLicenseRow, Trx } from '../db/schema.js';
import { notFound } from '../organization-lock.js';
import { findIneligibility, lifeOf, readPolicy, type Policy } from '../product-policy.js';
import { countSeatsOf, noSeats, type CountedSeats } from '../seats.js';
import { readMachine, type Machine, type MachineInput } from './machine.js';

/** What would be issued, if it is confirmed. */
export interface Plan {
  readonly license: LicenseRow;
  readonly machine: Machine;
  readonly seats: CountedSeats;
  readonly period: Period;
}

/** A machine, and what it has already. */
export interface Situation {
  readonly license: LicenseRow;
  readonly policy: Policy;
  readonly machine: Machine;
  /** The license that this machine has for the product, whichever purchased license it came from. */
  readonly existing: OfflineLicenseRow | undefined;
}

/**
 * Reads who asks for what: nothing is decided yet.
 *
 * @throws LatchkeyError `not-found` for a license of somebody else, and what `readMachine` throws
 */
export async function readSituation(
  db: Db | Trx,
  organizationId: string,
  licenseId: string,
  input: MachineInput,
  now: number,
): Promise<Situation> {
  const { policy, ...license } = await findLicense(db, organizationId, licenseId);
  const machine = readMachine(input, license.product);
  const existing = await findExisting(db, organizationId, license.product, machine.machineId, now);
  return { license, policy: readPolicy(policy), machine, existing };
}

/**
 * Plans a first license for a machine.
 *
 * @throws LatchkeyError `not-eligible`, `term-ahead`, `term-over`, `no-seats`
 */
export async function planFirst(
  db: Db | Trx,
  { license, policy, machine }: Situation,
  now: number,
): Promise<Plan> {
  const ineligible = findIneligibility(license, policy, now);
  if (ineligible) throw ineligible;
  const seats = await countSeatsOf(db, license, now);
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
  { license, policy, machine }: Situation,
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
  const seats = await countSeatsOf(db, license, now);
  if (seats.used > seats.quantity) throw await noSeats(db, license, seats, now);
  return { license, machine, seats, period };
}

/** The license in force, or the one scheduled where none is. */
async function findExisting(
  db: Db | Trx,
  organizationId: string,
  product: string,
  machineId: string,
  now: number,
): Promise<OfflineLicenseRow | undefined> {
  // Ordered here: asked for an order, the database would rather walk through all that has not ended.
  const rows = await db
    .selectFrom('offline_license')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('machine_id', '=', machineId)
    .where('product', '=', product)
    .where('exp', '>', now)
    .execute();
  return rows.toSorted((a, b) => a.exp - b.exp)[0];
}

async function findLicense(
  db: Db | Trx,
  organizationId: string,
  id: string,
): Promise<LicenseRow & { policy: string }> {
  const license = await db
    .selectFrom('license')
    .innerJoin('product', 'product.code', 'license.product')
    .selectAll('license')
    .select('product.policy')
    .where('organization_id', '=', organizationId)
    .where('license.id', '=', id)
    .executeTakeFirst();
  if (!license) throw notFound('license');
  return license;
}
