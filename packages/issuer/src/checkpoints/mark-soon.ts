import { findMark, markOf, type Checkpoint, type Mark } from '../checkpoint.js';
import { followsLoss } from '../audit-log/loss.js';
import { inChunks } from '../db/chunks.js';
import type { Db, Trx } from '../db/schema.js';
import type { Ledger } from '../ledger.js';

/**
 * Has the marks of an organization written down soon, outside of the database. Called after the commit of whatever took a
 * number: a mark that runs ahead of the ledger would stop the issuing.
 */
export function markSoon(ledger: Ledger, organizationId: string): void {
  ledger.checkpoints?.writeSoon(organizationId, (ids, kept) => takeMarks(ledger, ids, kept));
}

/**
 * Writes down the marks of all organizations, now. Does nothing for a ledger without checkpoints.
 *
 * @throws LatchkeyError `unavailable`
 */
export async function noteCheckpoint(ledger: Ledger): Promise<void> {
  const { db, checkpoints } = ledger;
  if (!checkpoints) return;
  const kept = await checkpoints.read();
  const rows = await db.selectFrom('organization').select('id').execute();
  const ids = rows.map(({ id }) => id);
  await checkpoints.write(await takeMarks(ledger, ids, kept));
}

async function takeMarks(
  ledger: Ledger,
  ids: readonly string[],
  kept: Checkpoint | undefined,
): Promise<Checkpoint> {
  const { db } = ledger;
  const organizations: Record<string, Mark> = {};
  for (const some of inChunks(ids)) {
    const rows = await db
      .selectFrom('organization')
      .select(['id', 'seq', 'audit_number', 'audit_hash'])
      .where('id', 'in', some)
      .execute();
    for (const { id, ...row } of rows) organizations[id] = await takeMark(db, id, markOf(row), kept);
  }
  return { at: ledger.now(), organizations };
}

/**
 * A chain that does not run through the entry that was kept has been edited, or restored: that entry is evidence, and
 * stays until somebody has reconciled the ledger.
 */
async function takeMark(db: Db, id: string, mark: Mark, kept: Checkpoint | undefined): Promise<Mark> {
  const before = findMark(kept, id);
  if (before === undefined || (await isOnChain(db, id, before))) return mark;
  return { ...before, seq: mark.seq };
}

/** Whether the chain of an organization runs through the audit entry of a mark, or says that this one is lost. */
export async function isOnChain(
  db: Db | Trx,
  organizationId: string,
  { auditNumber, auditHash }: Mark,
): Promise<boolean> {
  if (auditNumber === 0) return true;
  const entry = await db
    .selectFrom('audit')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('number', '>=', auditNumber)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (entry?.number === auditNumber) return entry.hash === auditHash;
  return entry !== undefined && followsLoss(entry, { auditNumber, auditHash });
}
