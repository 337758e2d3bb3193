import type { Trx } from '../db/schema.js';
import type { LockedOrganization } from '../organization-lock.js';

/** Numbers from the first to the last, both among them. */
export type NumberRange = readonly [first: number, last: number];

/** What an organization's ledger lacks. */
export interface Missing {
  /** The highest number that was issued, as far as anybody knows. */
  readonly issued: number;
  /** Numbers up to that one which the ledger knows nothing of. In order. */
  readonly ranges: readonly NumberRange[];
}

/** Looks for numbers that were issued and that the ledger does not have, given that `known` was issued. */
export async function findMissing(
  trx: Trx,
  { id, seq }: LockedOrganization,
  known: number,
): Promise<Missing> {
  const of = (table: 'offline_license' | 'written_off') =>
    trx.selectFrom(table).select('seq').where('organization_id', '=', id).where('seq', '>', seq);
  const rows = await of('offline_license').union(of('written_off')).execute();
  const there = rows.map((row) => row.seq).toSorted((a, b) => a - b);
  const issued = Math.max(seq, known, there.at(-1) ?? 0);
  const ranges: NumberRange[] = [];
  let next = seq + 1;
  for (const number of [...there, issued + 1]) {
    if (number > next) ranges.push([next, number - 1]);
    next = number + 1;
  }
  return { issued, ranges };
}

export function countNumbers(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The numbers up to which nothing is missing. */
export function completeUpTo({ issued, ranges }: Missing): number {
  return ranges[0] ? ranges[0][0] - 1 : issued;
}
