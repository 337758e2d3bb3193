import { DAY, LatchkeyError, RENEWAL_DAYS } from '@latchkey/core';
import { inChunks } from '../db/chunks.js';
import type { LicenseRow, Trx } from '../db/schema.js';
import type { LockedOrganization } from '../organization-lock.js';
import { readPolicy } from '../product-policy.js';
import { countNumbers, type NumberRange } from './missing-numbers.js';

/** A loss larger than that is none: something is wrong with the checkpoint. */
const MOST = 1_000_000;

/** How long a seat is kept for each number, and of which license. */
export interface Reservation {
  /** Until then the lost license may be in force; seconds since 1970, UTC. */
  readonly until: number;
  /** Null: a seat of each license of the organization, since nobody knows which. */
  readonly licenseId: string | null;
}

/**
 * Gives up numbers whose license files are lost. Each may be in force on some machine, so each keeps a seat until the
 * latest moment at which it can end, under the terms and policies that the ledger has now: restore those first, where the
 * backup is older than a change of them.
 *
 * @param issuedBy no lost license was issued later
 * @throws LatchkeyError `request-invalid` for more than a million numbers
 */
export async function writeOff(
  trx: Trx,
  { id }: LockedOrganization,
  ranges: readonly NumberRange[],
  issuedBy: number,
): Promise<Reservation> {
  const count = countNumbers(ranges);
  if (count > MOST) {
    throw new LatchkeyError(
      'request-invalid',
      `${count} licenses of ${id} are missing, which is more than can be written off. Check the checkpoint, or restore a later backup.`,
    );
  }
  const reservation = await findReservation(trx, id, issuedBy);
  for (const seqs of inChunks([...listNumbers(ranges)])) {
    const rows = seqs.map((seq) => ({
      organization_id: id,
      seq,
      license_id: reservation.licenseId,
      until: reservation.until,
    }));
    await trx.insertInto('written_off').values(rows).execute();
  }
  return reservation;
}

async function findReservation(trx: Trx, organizationId: string, issuedBy: number): Promise<Reservation> {
  const licenses = await trx
    .selectFrom('license')
    .innerJoin('product', 'product.code', 'license.product')
    .select(['license.id', 'starts_at', 'ends_at', 'policy'])
    .where('organization_id', '=', organizationId)
    .where('starts_at', '<=', issuedBy)
    .execute();
  const until = Math.max(issuedBy, ...licenses.map((license) => latestEnd(license, issuedBy)));
  return { until, licenseId: (licenses.length === 1 && licenses[0]?.id) || null };
}

/** A successor, which may be issued in the last days of its predecessor, ends last. */
function latestEnd(
  { policy, ends_at }: Pick<LicenseRow, 'ends_at'> & { policy: string },
  issuedBy: number,
): number {
  const { life } = readPolicy(policy);
  return life === 'term' ? ends_at : Math.min(ends_at, issuedBy + (RENEWAL_DAYS + life) * DAY);
}

function* listNumbers(ranges: readonly NumberRange[]): Generator<number> {
  for (const [first, last] of ranges) for (let number = first; number <= last; number++) yield number;
}
