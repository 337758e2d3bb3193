import { LatchkeyError } from '@latchkey/core';
import { sql } from 'kysely';
import { authorize, findRole, type Actor } from '../actor.js';
import type { Ledger } from '../ledger.js';
import { VIEW_COLUMNS, viewOf, type OfflineLicense, type State } from './view.js';

/** Rows of a page, where nothing is asked for, and at most. */
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** What a list can be in the order of. The number within the organization decides between equals. */
const SORT_COLUMNS = { issued: 'seq', ends: 'exp', machine: 'machine_id' } as const;
export type Sort = keyof typeof SORT_COLUMNS;

export interface ListRequest {
  readonly organizationId: string;
  readonly state?: State;
  readonly licenseId?: string;
  readonly product?: string;
  /** Part of a machine ID, in any spelling, or of an assignee's name. */
  readonly search?: string;
  /** `issued` as it is. */
  readonly sort?: Sort;
  /** Largest or latest first, as it is. */
  readonly ascending?: boolean;
  /** 1 to 200; 50 as it is. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface Page {
  readonly offlineLicenses: readonly OfflineLicense[];
  /** Leads to the page after this one, if there is any. */
  readonly next?: string;
}

/**
 * A page of the offline licenses of an organization; for the role user, of those assigned to that person. A page begins
 * after the last row of the one before, whatever was added in between.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `request-invalid` for a cursor that is none
 */
export async function listOfflineLicenses(ledger: Ledger, actor: Actor, request: ListRequest): Promise<Page> {
  const { db } = ledger;
  const { organizationId, sort = 'issued', ascending = false } = request;
  const own = await ownOnly(ledger, actor, organizationId);
  const now = ledger.now();
  const limit = Math.min(MAX_LIMIT, Math.max(1, request.limit ?? DEFAULT_LIMIT));
  const column = SORT_COLUMNS[sort];
  const direction = ascending ? 'asc' : 'desc';
  let query = db
    .selectFrom('offline_license')
    .select(VIEW_COLUMNS)
    .where('organization_id', '=', organizationId)
    .orderBy(column, direction)
    .limit(limit + 1);
  if (column !== 'seq') query = query.orderBy('seq', direction);
  if (own !== undefined) query = query.where('assignee_id', '=', own);
  if (request.licenseId !== undefined) query = query.where('license_id', '=', request.licenseId);
  if (request.product !== undefined) query = query.where('product', '=', request.product);
  if (request.state === 'expired') query = query.where('exp', '<=', now);
  if (request.state === 'scheduled') query = query.where('nbf', '>', now);
  if (request.state === 'in-force') query = query.where('nbf', '<=', now).where('exp', '>', now);
  if (request.search !== undefined && request.search.trim() !== '') {
    const { search } = request;
    const id = pattern(search.replaceAll(/[\s-]/g, '').toLowerCase());
    const name = pattern(search.trim().toLowerCase());
    query = query.where(
      sql<boolean>`(machine_id like ${id} escape '\\' or lower(assignee) like ${name} escape '\\')`,
    );
  }
  if (request.cursor !== undefined) {
    const [value, seq] = readCursor(request.cursor, sort);
    const beyond = ascending ? '>' : '<';
    query = query.where(({ eb, and, or }) =>
      column === 'seq'
        ? eb('seq', beyond, seq)
        : or([eb(column, beyond, value), and([eb(column, '=', value), eb('seq', beyond, seq)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    offlineLicenses: page.map((row) => viewOf(row, now)),
    ...(last && { next: writeCursor(sort, last[column], last.seq) }),
  };
}

/**
 * The account whose licenses alone may be seen; `undefined` for who may see all.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function ownOnly(
  { db }: Ledger,
  actor: Actor,
  organizationId: string,
): Promise<string | undefined> {
  const isUser = actor.kind === 'account' && (await findRole(db, actor.id, organizationId)) === 'user';
  await authorize(db, actor, organizationId, isUser ? 'own:read' : 'offline-licenses:read');
  return isUser ? actor.id : undefined;
}

/** For `like`: the text anywhere, its own wildcards taken literally. */
function pattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

function writeCursor(sort: Sort, value: string | number, seq: number): string {
  return Buffer.from(JSON.stringify([sort, value, seq])).toString('base64url');
}

function readCursor(cursor: string, sort: Sort): [value: string | number, seq: number] {
  try {
    const [of, value, seq] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const type = sort === 'machine' ? 'string' : 'number';
    if (of === sort && typeof value === type && Number.isSafeInteger(seq)) {
      return [value as string | number, seq as number];
    }
  } catch {
    // Said below.
  }
  throw new LatchkeyError(
    'request-invalid',
    'The cursor belongs to no list in this order. Begin with the first page.',
    {
      details: { fields: ['cursor'] },
    },
  );
}
