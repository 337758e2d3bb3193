import { freshPeriod, LatchkeyError, MAX_ASSIGNEE_LENGTH, type Problem } from '@latchkey/core';
import { authorize, type Actor } from '../actor.js';
import { withMarkedOrganization } from '../checkpoints/with-marked-organization.js';
import { inChunks } from '../db/chunks.js';
import type { Trx } from '../db/schema.js';
import { assertText } from '../input.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { findIneligibility, lifeOf } from '../product-policy.js';
import { findAllPurchased, type Purchased } from '../purchased.js';
import { noSeats } from '../seats.js';
import { readCsv, type CsvRow } from './csv.js';
import { issueAll, type Order } from './issue.js';
import { readMachine } from './machine.js';

export interface ImportRequest {
  readonly organizationId: string;
  /** The license of rows that name none. */
  readonly licenseId?: string;
  /** A table with the columns `machine_id`, and `license` (an ID) and `assignee` (a name) where there are such. */
  readonly csv: string;
  /** How many licenses the dry run said it would create. Without it nothing is issued: that is the dry run. */
  readonly confirmation?: number;
}

/** What becomes of one row. */
export interface ImportedRow {
  readonly line: number;
  /** `create` in a dry run; `existing` for a machine that has one, in the ledger or in an earlier row. */
  readonly outcome: 'create' | 'created' | 'existing' | 'refused';
  /** Canonical, where it could be read. */
  readonly machineId?: string;
  /** The offline license that was created, or is there. */
  readonly id?: string;
  /** Why it was refused. */
  readonly problem?: { readonly code: Problem; readonly detail: string };
}

export interface ImportReport {
  readonly rows: readonly ImportedRow[];
  /** Rows by what became of them; `create` is what a confirmation repeats. */
  readonly create: number;
  readonly existing: number;
  readonly refused: number;
  /** False for a dry run. */
  readonly issued: boolean;
}

/**
 * Issues offline licenses for a table of machines, in one transaction: all rows that fit, or none. Without a
 * confirmation it only says what it would do, row by row.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `request-invalid`; `confirmation-missing` where meanwhile another number
 *   of rows would be created; `clock-behind`, `ledger-behind`
 */
export function importOfflineLicenses(
  ledger: Ledger,
  actor: Actor,
  { organizationId, licenseId, csv, confirmation }: ImportRequest,
): Promise<ImportReport> {
  return withMarkedOrganization(ledger, organizationId, async (trx, organization) => {
    await authorize(trx, actor, organizationId, 'offline-licenses:write');
    const now = ledger.now();
    const table = readCsv(csv);
    const desk = await openDesk(trx, organizationId, licenseId, now);
    const judged = await judgeRows(trx, organizationId, desk, table, now);
    const orders = judged.flatMap(({ order }) => (order ? [order] : []));
    if (confirmation === undefined)
      return report(
        judged.map(({ row }) => row),
        false,
      );
    if (confirmation !== orders.length) throw changed(confirmation, orders.length);
    const issued = await issueAll(ledger, trx, organization, actor, orders);
    let next = 0;
    const rows = judged.map(({ row, order }): ImportedRow => {
      const id = order && issued[next++]?.id;
      return id === undefined ? row : { ...row, outcome: 'created', id };
    });
    return report(rows, true);
  });
}

/** The licenses of an organization, with what is left of their seats. */
interface Desk {
  readonly licenses: ReadonlyMap<string, Counter>;
  /** License of rows that name none. */
  readonly usual: string | undefined;
}

interface Counter extends Purchased {
  left: number;
  /** The answer to every row after the last seat. */
  noSeats?: LatchkeyError;
}

interface Judged {
  readonly row: ImportedRow;
  readonly order?: Order;
}

async function openDesk(
  trx: Trx,
  organizationId: string,
  usual: string | undefined,
  now: number,
): Promise<Desk> {
  const licenses = new Map<string, Counter>();
  for (const purchased of await findAllPurchased(trx, organizationId, now)) {
    licenses.set(purchased.license.id, { ...purchased, left: purchased.seats.available });
  }
  if (usual !== undefined && !licenses.has(usual)) throw notFound('license');
  return { licenses, usual };
}

async function judgeRows(
  trx: Trx,
  organizationId: string,
  desk: Desk,
  table: readonly CsvRow[],
  now: number,
): Promise<Judged[]> {
  const existing = await findExisting(trx, organizationId, now, table);
  const judged: Judged[] = [];
  for (const written of table) {
    try {
      judged.push(await judgeRow(trx, desk, existing, written, now));
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      const problem = { code: error.code as Problem, detail: error.message };
      judged.push({ row: { line: written.line, outcome: 'refused', problem } });
    }
  }
  return judged;
}

/** @param existing IDs of offline licenses by product and machine; gets an entry for each row that is to be created */
async function judgeRow(
  trx: Trx,
  { licenses, usual }: Desk,
  existing: Map<string, string>,
  { line, machine_id, license: named, assignee }: CsvRow,
  now: number,
): Promise<Judged> {
  const counter = licenses.get(named ?? usual ?? '');
  if (!counter) throw notFound('license');
  const { license, policy, seats } = counter;
  const machine = readMachine({ machineId: machine_id }, license.product);
  const { machineId } = machine;
  const place = `${license.product} ${machineId}`;
  const id = existing.get(place);
  if (id !== undefined) return { row: { line, outcome: 'existing', machineId, ...(id !== '' && { id }) } };
  const ineligible = findIneligibility(license, policy, now);
  if (ineligible) throw ineligible;
  if (assignee !== undefined) assertText('assignee', assignee, MAX_ASSIGNEE_LENGTH);
  if (counter.left < 1) throw (counter.noSeats ??= await noSeats(trx, license, seats, now));
  counter.left--;
  existing.set(place, '');
  const period = freshPeriod(now, lifeOf(policy, license.ends_at));
  const person = assignee === undefined ? {} : { name: assignee };
  const order = { license, machine, period, seats, assignee: person };
  return { row: { line, outcome: 'create', machineId }, order };
}

async function findExisting(
  trx: Trx,
  organizationId: string,
  now: number,
  table: readonly CsvRow[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  // A machine ID is stored in its one spelling, and typed in any.
  const typed = table.map(({ machine_id }) =>
    machine_id.replaceAll(/[\s\-\u2010-\u2015]/g, '').toLowerCase(),
  );
  for (const some of inChunks(typed)) {
    const rows = await trx
      .selectFrom('offline_license')
      .select(['id', 'product', 'machine_id'])
      .where('organization_id', '=', organizationId)
      .where('machine_id', 'in', some)
      .where('exp', '>', now)
      .orderBy('exp', 'desc')
      .execute();
    // The one that ends first comes last, and stays: what *Create* would return.
    for (const { id, product, machine_id } of rows) found.set(`${product} ${machine_id}`, id);
  }
  return found;
}

function report(rows: readonly ImportedRow[], issued: boolean): ImportReport {
  const count = (...outcomes: ImportedRow['outcome'][]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    rows,
    create: count('create', 'created'),
    existing: count('existing'),
    refused: count('refused'),
    issued,
  };
}

function changed(confirmed: number, found: number): LatchkeyError {
  return new LatchkeyError(
    'confirmation-missing',
    `Nothing was issued: ${confirmed} licenses were confirmed, and ${found} would be created now. Look at a new dry run, then confirm that.`,
    { details: { confirmed, create: found } },
  );
}
