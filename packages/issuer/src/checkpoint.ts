import { LatchkeyError } from '@latchkey/core';
import type { Db } from './db/schema.js';
import type { Ledger } from './ledger.js';
import type { LockedOrganization } from './organization-lock.js';

/** How far the chains of an organization had come. */
export interface Mark {
  /** Number of the last offline license. */
  readonly seq: number;
  /** Number and hash of the last audit entry. */
  readonly auditNumber: number;
  readonly auditHash: string;
}

/** Marks by organization, at a moment. */
export interface Checkpoint {
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly organizations: Readonly<Record<string, Mark>>;
}

/** The marks of some organizations as they are now, given the checkpoint that is kept. */
export type TakeMarks = (ids: readonly string[], kept: Checkpoint | undefined) => Promise<Checkpoint>;

/**
 * Keeps the latest checkpoint where no backup of the database reaches: who restores an old copy of the one does not
 * restore the other. See `fileCheckpoints`.
 */
export interface CheckpointStore {
  /**
   * The latest one; `undefined` before the first.
   *
   * @throws LatchkeyError `unavailable` where it cannot be read, and while marks wait that cannot be written
   */
  read(): Promise<Checkpoint | undefined>;
  /**
   * Adds marks, see `mergeCheckpoints`. They are on the disk when this resolves.
   *
   * @throws LatchkeyError `unavailable`
   */
  write(checkpoint: Checkpoint): Promise<void>;
  /** Has the marks of an organization taken and added in a moment, together with those of others; returns at once. */
  writeSoon(organizationId: string, take: TakeMarks): void;
  /**
   * Waits until everything promised by `writeSoon` is on the disk; for a service that ends.
   *
   * @throws LatchkeyError `unavailable`
   */
  flush(): Promise<void>;
}

/** The checkpoint of the ledger as it is now. */
export async function takeCheckpoint(db: Db, now: number): Promise<Checkpoint> {
  const rows = await db
    .selectFrom('organization')
    .select(['id', 'seq', 'audit_number', 'audit_hash'])
    .orderBy('id')
    .execute();
  return { at: now, organizations: Object.fromEntries(rows.map((row) => [row.id, markOf(row)])) };
}

export function markOf({
  seq,
  audit_number,
  audit_hash,
}: Pick<LockedOrganization, 'seq' | 'audit_number' | 'audit_hash'>): Mark {
  return { seq, auditNumber: audit_number, auditHash: audit_hash };
}

/** @throws LatchkeyError `ledger-behind` where more was issued than this ledger knows: its seats may be taken */
export async function assertComplete(ledger: Ledger, { id, seq }: LockedOrganization): Promise<void> {
  const mark = findMark(await ledger.checkpoints?.read(), id);
  if (mark === undefined || mark.seq <= seq) return;
  throw new LatchkeyError(
    'ledger-behind',
    `Nothing was issued: this ledger ends at number ${seq}, yet number ${mark.seq} was issued, so it was restored from an old backup. Run latchkey admin reconcile with the license files that were issued since.`,
    { details: { seq, issued: mark.seq } },
  );
}

/** The mark of an organization, whatever its name: one may be called `constructor`. */
export function findMark(checkpoint: Checkpoint | undefined, organizationId: string): Mark | undefined {
  const marks = checkpoint?.organizations ?? {};
  return Object.hasOwn(marks, organizationId) ? marks[organizationId] : undefined;
}
