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

/**
 * Columns for a query over `license`, from which {@link seatsOf} tells the seats at a moment.
 *
 * A license with a million machines is not counted anew for each: whoever issues notes the number of machines, and from
 * then on only what has ended since is taken off. A number from a later moment is of no use, since the clock was set back:
 * it has lost machines that have not ended yet.
 */
export function seatColumns(now: number) {
  const ended = sql`select count(distinct one.machine_id) from offline_license as one
    where one.license_id = license.id and one.exp > license.counted_at and one.exp <= ${now}
    and not exists (select 1 from offline_license as other
      where other.organization_id = one.organization_id and other.machine_id = one.machine_id
      and other.license_id = one.license_id and other.exp > ${now})`;
  const all = sql`select count(distinct machine_id) from offline_license
    where license_id = license.id and exp > ${now}`;
  const lost = sql`select count(*) from written_off
    where organization_id = license.organization_id and (license_id is null or license_id = license.id)
    and until > ${now}`;
  return [
    sql<number>`case when license.counted_at <= ${now} then license.machines - (${ended}) else (${all}) end`.as(
      'running',
    ),
    sql<number>`(${lost})`.as('lost'),
  ] as const;
}

/** Seats of a license, from the columns of {@link seatColumns}. */
export function seatsOf({
  quantity,
  running,
  lost,
}: Pick<LicenseRow, 'quantity'> & { readonly running: number; readonly lost: number }): CountedSeats {
  const used = running + lost;
  return { quantity, used, available: Math.max(0, quantity - used), machines: running };
}

/** What people see of them. */
export function viewSeats({ quantity, used, available }: Seats): Seats {
  return { quantity, used, available };
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
