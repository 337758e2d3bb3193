import { LatchkeyError, isoTime } from '@latchkey/core';
import { sql } from 'kysely';
import type { Db, LicenseRow, Trx } from './db/schema.js';

/** Seats of a purchased license at a moment. The clock alone frees them: nothing runs when a license ends. */
export interface Seats {
  readonly quantity: number;
  /** Distinct machines with an offline license that has not ended, and seats written off. */
  readonly used: number;
  /** Never below zero, although a quantity may be lowered below what is used. */
  readonly available: number;
}

/** Seats, and how many machines take part in them: what the next issue counts on from. */
export interface CountedSeats extends Seats {
  readonly machines: number;
}

type Counted = Pick<LicenseRow, 'id' | 'organization_id' | 'quantity' | 'machines' | 'counted_at'>;

/** Counts the seats of some licenses, in the order given. */
export async function countSeats(
  db: Db | Trx,
  licenses: readonly Counted[],
  now: number,
): Promise<CountedSeats[]> {
  if (licenses.length === 0) return [];
  const machines = await countMachines(db, licenses, now);
  const organizations = [...new Set(licenses.map((license) => license.organization_id))];
  const lost = await db
    .selectFrom('written_off')
    .select(['organization_id', 'license_id'])
    .where('organization_id', 'in', organizations)
    .where('until', '>', now)
    .execute();
  return licenses.map(({ id, organization_id, quantity }) => {
    const isLost = (row: (typeof lost)[number]) =>
      row.organization_id === organization_id && (row.license_id === null || row.license_id === id);
    const running = machines.get(id) ?? 0;
    const used = running + lost.filter(isLost).length;
    return { quantity, used, available: Math.max(0, quantity - used), machines: running };
  });
}

/** Counts the seats of one license. */
export async function countSeatsOf(db: Db | Trx, license: Counted, now: number): Promise<CountedSeats> {
  const [seats] = await countSeats(db, [license], now);
  return seats as CountedSeats;
}

/** What people see of them. */
export function viewSeats({ quantity, used, available }: Seats): Seats {
  return { quantity, used, available };
}

/**
 * Machines with a license that has not ended, by license. A license with a million machines is not counted anew for
 * each: whoever issues notes the number, and from then on only what has ended since is taken off.
 */
async function countMachines(
  db: Db | Trx,
  licenses: readonly Counted[],
  now: number,
): Promise<Map<string, number>> {
  const counts = new Map(licenses.map(({ id, machines }) => [id, machines]));
  // A number from a later moment has lost machines that have not ended yet: the clock was set back.
  const isKnown = ({ counted_at }: Counted) => counted_at !== null && counted_at <= now;
  const known = licenses.filter(isKnown).map(({ id }) => id);
  const unknown = licenses.filter((license) => !isKnown(license)).map(({ id }) => id);
  for (const { license_id, ended } of known.length > 0 ? await countEnded(db, known, now) : []) {
    counts.set(license_id, (counts.get(license_id) ?? 0) - Number(ended));
  }
  if (unknown.length === 0) return counts;
  const whole = await db
    .selectFrom('offline_license')
    .select(['license_id', sql<number>`count(distinct machine_id)`.as('used')])
    .where('license_id', 'in', unknown)
    .where('exp', '>', now)
    .groupBy('license_id')
    .execute();
  for (const id of unknown) counts.set(id, 0);
  for (const { license_id, used } of whole) counts.set(license_id, Number(used));
  return counts;
}

/** Machines whose last license has ended since they were counted. */
function countEnded(db: Db | Trx, ids: readonly string[], now: number) {
  return db
    .selectFrom('license')
    .innerJoin('offline_license as one', (join) =>
      join.onRef('one.license_id', '=', 'license.id').onRef('one.exp', '>', 'license.counted_at'),
    )
    .select(['one.license_id', sql<number>`count(distinct one.machine_id)`.as('ended')])
    .where('license.id', 'in', ids)
    .where('one.exp', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('offline_license as other')
            .select('other.id')
            .whereRef('other.organization_id', '=', 'one.organization_id')
            .whereRef('other.machine_id', '=', 'one.machine_id')
            .whereRef('other.license_id', '=', 'one.license_id')
            .where('other.exp', '>', now),
        ),
      ),
    )
    .groupBy('one.license_id')
    .execute();
}

/** The refusal for a license without a seat, which says when the next one is free. */
export async function noSeats(
  db: Db | Trx,
  license: LicenseRow,
  seats: Seats,
  now: number,
): Promise<LatchkeyError> {
  const ends = await db
    .selectFrom('offline_license')
    .select(sql<number>`max(exp)`.as('end'))
    .where('license_id', '=', license.id)
    .where('exp', '>', now)
    .groupBy('machine_id')
    .execute();
  const sorted = ends.map(({ end }) => Number(end)).toSorted((a, b) => a - b);
  // So many machines have to end before there is a seat, where the quantity was lowered.
  const next = sorted[seats.used - seats.quantity];
  const when = next === undefined ? '' : ` The next is free at ${isoTime(next)}.`;
  return new LatchkeyError(
    'no-seats',
    `All ${seats.quantity} offline seats of this license are in use.${when} Wait, or buy more.`,
    {
      details: {
        quantity: seats.quantity,
        used: seats.used,
        ...(next !== undefined && { nextFreeAt: next }),
      },
    },
  );
}
