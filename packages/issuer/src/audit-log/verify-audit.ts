import { sql } from 'kysely';
import type { Actor } from '../actor.js';
import { hashEntry } from '../audit.js';
import { findMark, type Mark } from '../checkpoint.js';
import type { AuditTable } from '../db/schema.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { authorizeAudit } from './list-audit.js';
import { readLoss, type Loss } from './loss.js';

/** Entries in memory at once. */
const STEP = 1000;

/** What became of an audit log. */
export type AuditVerdict =
  | {
      readonly ok: true;
      /** Number and hash of the last entry. */
      readonly number: number;
      readonly hash: string;
      /** Number up to which a checkpoint vouches for it, beyond what the database says itself; 0 without one. */
      readonly vouchedTo: number;
      /** What restored backups lost, as the log itself tells. Nothing is hidden there, yet those entries are gone. */
      readonly lost: readonly Loss[];
    }
  | {
      readonly ok: false;
      /** The first number at which it is not what was written. */
      readonly number: number;
      readonly fault: AuditFault;
      /** What that means. */
      readonly detail: string;
    };

export type AuditFault = 'altered' | 'missing' | 'unexpected';

type Failure = Extract<AuditVerdict, { ok: false }>;

const DETAIL: Readonly<Record<AuditFault, string>> = {
  altered: 'This entry, or the one before it, is not what was written.',
  missing: 'This entry was taken out, or the database was restored from an old backup.',
  unexpected: 'This entry was added without the service.',
};

/**
 * Walks the chain of an organization's audit log from its first entry, and holds it against the organization's row and
 * against the checkpoint: so an entry that was edited, taken out, moved or cut off at the end is found. Who can write both
 * the database and the checkpoint can hide anything: keep copies of the checkpoint elsewhere.
 *
 * Entries may be added meanwhile. Memory does not grow with the log.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `unavailable` where the checkpoint cannot be read
 */
export async function verifyAudit(
  ledger: Ledger,
  actor: Actor,
  organizationId: string,
): Promise<AuditVerdict> {
  await authorizeAudit(ledger, actor, organizationId);
  // The checkpoint first: what is read later may only be further.
  const mark = findMark(await ledger.checkpoints?.read(), organizationId);
  const head = await readHead(ledger, organizationId);
  const walk = new Walk(organizationId, mark);
  for await (const entry of readEntries(ledger, organizationId, head.audit_number)) {
    const failure = walk.take(entry);
    if (failure) return failure;
  }
  if (walk.number < head.audit_number) return fail(walk.number + 1, 'missing');
  if (walk.hash !== head.audit_hash) return fail(head.audit_number, 'altered');
  if (head.last > head.audit_number) return fail(head.audit_number + 1, 'unexpected');
  if (mark && mark.auditNumber > head.audit_number) return fail(head.audit_number + 1, 'missing');
  return {
    ok: true,
    number: walk.number,
    hash: walk.hash,
    vouchedTo: mark?.auditNumber ?? 0,
    lost: walk.lost,
  };
}

/** The chain as far as it was followed. */
class Walk {
  number = 0;
  hash = '';
  readonly lost: Loss[] = [];
  readonly #organizationId: string;
  readonly #mark: Mark | undefined;

  constructor(organizationId: string, mark: Mark | undefined) {
    this.#organizationId = organizationId;
    this.#mark = mark;
  }

  take(entry: AuditTable): Failure | undefined {
    const expected = this.number + 1;
    if (entry.number < expected) return fail(entry.number, 'unexpected');
    const fits = entry.hash === hashEntry(this.hash, this.#organizationId, entry);
    if (entry.number > expected) {
      const loss = readLoss(entry);
      if (!fits || loss?.from !== expected || !this.#mayBeLost(loss)) return fail(expected, 'missing');
      this.lost.push(loss);
    } else if (!fits || !this.#isMarked(entry)) {
      return fail(entry.number, 'altered');
    }
    this.number = entry.number;
    this.hash = entry.hash;
    return undefined;
  }

  /** The checkpoint knows at most the last of the entries that are lost. */
  #mayBeLost({ to, hash }: Loss): boolean {
    return to !== this.#mark?.auditNumber || hash === this.#mark.auditHash;
  }

  #isMarked({ number, hash }: AuditTable): boolean {
    return number !== this.#mark?.auditNumber || hash === this.#mark.auditHash;
  }
}

/** One statement, so that what it finds was there at one moment. */
async function readHead({ db }: Ledger, organizationId: string) {
  const head = await db
    .selectFrom('organization')
    .select(['audit_number', 'audit_hash'])
    .select(({ selectFrom }) =>
      selectFrom('audit')
        .select(sql<number>`coalesce(max(number), 0)`.as('last'))
        .where('organization_id', '=', organizationId)
        .as('last'),
    )
    .where('id', '=', organizationId)
    .executeTakeFirst();
  if (!head) throw notFound('organization');
  return { ...head, last: Number(head.last) };
}

async function* readEntries({ db }: Ledger, organizationId: string, to: number): AsyncGenerator<AuditTable> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const entries = await db
      .selectFrom('audit')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('number', '>', after)
      .where('number', '<=', to)
      .orderBy('number')
      .limit(STEP)
      .execute();
    yield* entries;
    const last = entries.at(-1);
    if (entries.length < STEP || last === undefined) return;
    after = last.number;
  }
}

function fail(number: number, fault: AuditFault): Failure {
  return { ok: false, number, fault, detail: DETAIL[fault] };
}
