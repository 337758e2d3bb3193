import type { AuditTable } from '../db/schema.js';

/** Entries that a restored backup does not have, up to the last one that was known elsewhere. */
export interface Loss {
  readonly from: number;
  readonly to: number;
  /** Hash of the last one. */
  readonly hash: string;
}

/** How the entry that comes after lost ones tells of them: its own number and hash cover that. */
export function writeLoss({ from, to, hash }: Loss): Record<string, string | number> {
  return { lostFrom: from, lostTo: to, lostHash: hash };
}

/** The loss that an entry tells of, which ends right before it; `undefined` for any other entry. */
export function readLoss({
  action,
  details,
  number,
}: Pick<AuditTable, 'action' | 'details' | 'number'>): Loss | undefined {
  if (action !== 'ledger.restore') return undefined;
  const { lostFrom, lostTo, lostHash } = readDetails(details);
  if (typeof lostFrom !== 'number' || typeof lostTo !== 'number' || typeof lostHash !== 'string')
    return undefined;
  return lostTo === number - 1 ? { from: lostFrom, to: lostTo, hash: lostHash } : undefined;
}

/** Whether an entry says that the one of a mark is lost. */
export function followsLoss(
  entry: Pick<AuditTable, 'action' | 'details' | 'number'>,
  mark: { readonly auditNumber: number; readonly auditHash: string },
): boolean {
  const loss = readLoss(entry);
  return loss?.to === mark.auditNumber && loss.hash === mark.auditHash;
}

/** The facts of an entry; none where somebody has damaged them. */
export function readDetails(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
