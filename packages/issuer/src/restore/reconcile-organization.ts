import type { Actor } from '../actor.js';
import { writeLoss } from '../audit-log/loss.js';
import { appendAudit } from '../audit.js';
import { findMark, markOf, type Checkpoint, type CheckpointStore, type Mark } from '../checkpoint.js';
import { isOnChain } from '../checkpoints/mark-soon.js';
import type { Trx } from '../db/schema.js';
import { TOLERANCE, type Ledger } from '../ledger.js';
import { withOrganization, type LockedOrganization } from '../organization-lock.js';
import {
  completeUpTo,
  countNumbers,
  findMissing,
  type Missing,
  type NumberRange,
} from './missing-numbers.js';
import type { IssuedLicense } from './read-license-file.js';
import { restoreLicenses, type Restoration } from './restore-licenses.js';
import { writeOff } from './write-off.js';

export interface OrganizationReport {
  readonly id: string;
  /** The highest number that was issued, as far as anybody knows. */
  readonly issued: number;
  /** What is missing still. Nothing can be issued until nothing is. */
  readonly missing: readonly NumberRange[];
  readonly restored: number;
  readonly writtenOff: number;
  /** Until when seats are kept for what was written off; seconds since 1970, UTC. */
  readonly until?: number;
}

interface Result {
  readonly restorations: ReadonlyMap<IssuedLicense, Restoration>;
  readonly report: OrganizationReport;
  /** False where the ledger had everything that is known of this organization. */
  readonly wasBehind: boolean;
}

/** Makes the ledger of one organization right, in one transaction; see `reconcile`. */
export async function reconcileOrganization(
  ledger: Ledger & { readonly checkpoints: CheckpointStore },
  actor: Actor,
  kept: Checkpoint | undefined,
  id: string,
  licenses: readonly IssuedLicense[],
  giveUp: boolean,
): Promise<Result> {
  const mark = findMark(kept, id) ?? { seq: 0, auditNumber: 0, auditHash: '' };
  const at = kept?.at ?? ledger.now();
  const addMark = (added: Mark) => ledger.checkpoints.write({ at, organizations: { [id]: added } });
  const { end, ...result } = await withOrganization(ledger.db, id, async (trx, organization) => {
    const restorations = await restoreLicenses(trx, organization, actor, licenses);
    const numbers = [...restorations.values()].flatMap(({ outcome, seq = 0 }) =>
      outcome === 'restored' ? [seq] : [],
    );
    const missing = await findMissing(trx, organization, mark.seq);
    const isWhole = await isOnChain(trx, id, mark);
    const wasBehind = numbers.length > 0 || missing.ranges.length > 0 || !isWhole;
    // Before the commit: a file with a higher number than the checkpoint has must stop the issuing of those in between.
    if (numbers.length > 0) await addMark({ ...mark, seq: missing.issued });
    if (numbers.length > 0 || !isWhole) {
      const facts = { ...restoredFacts(numbers), ...(isWhole ? {} : breakFacts(organization, mark)) };
      await appendAudit(trx, organization, ledger.now(), actor, 'ledger.restore', facts);
    }
    const issuedBy = Math.max(at, organization.last_iat) + TOLERANCE;
    const lost = giveUp ? await giveUpAll(ledger, trx, organization, actor, missing, issuedBy) : {};
    const left: Missing = giveUp ? { ...missing, ranges: [] } : missing;
    organization.seq = completeUpTo(left);
    const { seq, last_iat } = organization;
    if (wasBehind)
      await trx.updateTable('organization').set({ seq, last_iat }).where('id', '=', id).execute();
    const report: OrganizationReport = {
      id,
      issued: missing.issued,
      missing: left.ranges,
      restored: numbers.length,
      writtenOff: giveUp ? countNumbers(missing.ranges) : 0,
      ...lost,
    };
    return { restorations, report, wasBehind, end: markOf(organization) };
  });
  if (result.wasBehind) await addMark(end);
  return result;
}

async function giveUpAll(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  { ranges }: Missing,
  issuedBy: number,
): Promise<{ until?: number }> {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return {};
  const { until, licenseId } = await writeOff(trx, organization, ranges, issuedBy);
  const facts = {
    count: countNumbers(ranges),
    first: first[0],
    last: last[1],
    until,
    ...(licenseId !== null && { license: licenseId }),
  };
  await appendAudit(trx, organization, ledger.now(), actor, 'ledger.write-off', facts);
  return { until };
}

function restoredFacts(numbers: readonly number[]): Record<string, number> {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return { restored: numbers.length, ...(first !== undefined && last !== undefined && { first, last }) };
}

/**
 * What tells of lost audit entries. The next entry gets the number after the last one that the checkpoint knows, so that
 * no number is used twice; where the restored ledger has run past it, its hash is written down.
 */
function breakFacts(
  organization: LockedOrganization,
  { auditNumber, auditHash }: Mark,
): Record<string, string | number> {
  if (auditNumber <= organization.audit_number) return { forkedAt: auditNumber, forkedHash: auditHash };
  const loss = { from: organization.audit_number + 1, to: auditNumber, hash: auditHash };
  organization.audit_number = auditNumber;
  return writeLoss(loss);
}
