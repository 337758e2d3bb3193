import { LatchkeyError } from '@latchkey/core';
import { authorize, isOperator, type Actor } from '../actor.js';
import type { AuditDetails, AuditEntry } from '../audit.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { readDetails } from './loss.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export interface AuditRequest {
  /** An organization; the operator may ask for `vendor`, too, whose log tells of products. */
  readonly organizationId: string;
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1 to 200; 50 as it is. */
  readonly limit?: number;
}

export interface AuditPage {
  /** The latest first. */
  readonly entries: readonly AuditEntry[];
  /** Leads to the page of earlier ones, if there is any. */
  readonly next?: string;
}

/**
 * A page of the audit log of an organization, as it is written: `verifyAudit` says whether it is to be trusted.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `request-invalid` for a cursor that is none
 */
export async function listAudit(
  ledger: Ledger,
  actor: Actor,
  { organizationId, cursor, limit = DEFAULT_LIMIT }: AuditRequest,
): Promise<AuditPage> {
  await authorizeAudit(ledger, actor, organizationId);
  const count = Math.min(MAX_LIMIT, Math.max(1, Number.isInteger(limit) ? limit : DEFAULT_LIMIT));
  let query = ledger.db
    .selectFrom('audit')
    .select(['number', 'at', 'actor', 'action', 'details', 'hash'])
    .where('organization_id', '=', organizationId)
    .orderBy('number', 'desc')
    .limit(count + 1);
  if (cursor !== undefined) query = query.where('number', '<', readCursor(cursor));
  const rows = await query.execute();
  const page = rows.slice(0, count);
  const last = rows.length > count ? page.at(-1) : undefined;
  return {
    entries: page.map(({ details, ...row }) => ({ ...row, details: readDetails(details) as AuditDetails })),
    ...(last && { next: String(last.number) }),
  };
}

/**
 * Allows who may read the audit log of an organization: its administration, and the operator.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function authorizeAudit({ db }: Ledger, actor: Actor, organizationId: string): Promise<void> {
  if (!(await isOperator(db, actor))) {
    await authorize(db, actor, organizationId, 'audit:read');
    return;
  }
  const organization = await db
    .selectFrom('organization')
    .select('id')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  if (!organization) throw notFound('organization');
}

function readCursor(cursor: string): number {
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
  throw new LatchkeyError(
    'request-invalid',
    'The cursor belongs to no audit log. Begin with the first page.',
    { details: { fields: ['cursor'] } },
  );
}
