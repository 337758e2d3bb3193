import type { Db, LicenseRow, Trx } from './db/schema.js';
import { notFound } from './organization-lock.js';
import { readPolicy, type Policy } from './product-policy.js';
import { seatColumns, seatsOf, type CountedSeats } from './seats.js';

/** A license that an organization has purchased, and all that decides what may become of it. */
export interface Purchased {
  readonly license: LicenseRow;
  /** Of its product. */
  readonly policy: Policy;
  readonly seats: CountedSeats;
}

/** What an organization has purchased, by product and name, with the seats at a moment. */
export async function findAllPurchased(
  db: Db | Trx,
  organizationId: string,
  now: number,
): Promise<Purchased[]> {
  const rows = await select(db, organizationId, now)
    .orderBy('license.product')
    .orderBy('license.name')
    .orderBy('license.id')
    .execute();
  return rows.map(toPurchased);
}

/** @throws LatchkeyError `not-found`, for a license of somebody else as well */
export async function findPurchased(
  db: Db | Trx,
  organizationId: string,
  id: string,
  now: number,
): Promise<Purchased> {
  const row = await select(db, organizationId, now).where('license.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('license');
  return toPurchased(row);
}

function select(db: Db | Trx, organizationId: string, now: number) {
  return db
    .selectFrom('license')
    .innerJoin('product', 'product.code', 'license.product')
    .selectAll('license')
    .select('product.policy')
    .select(seatColumns(now))
    .where('license.organization_id', '=', organizationId);
}

function toPurchased({
  policy,
  running,
  lost,
  ...license
}: LicenseRow & { policy: string; running: number; lost: number }): Purchased {
  const seats = seatsOf({ quantity: license.quantity, running, lost });
  return { license, policy: readPolicy(policy), seats };
}
