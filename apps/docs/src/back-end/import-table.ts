import { LatchkeyError, type ImportOutcome, type ImportVerdict } from '@latchkey/core';
import type { Entry, Purchase } from './book.js';
import type { Order } from './new-entry.js';
import { planFirst, problemOf } from './plan.js';
import { readMachine } from './read-machine.js';
import { readTable, type TableRow } from './read-table.js';
import { countSeats, findExisting, noSeats } from './rules.js';

/** What an import needs to know of the organization. */
export interface ImportDesk {
  readonly now: number;
  readonly entries: readonly Entry[];
  /** The license of rows that name none. */
  readonly licenseId: string | undefined;
  /** @throws LatchkeyError `not-found` */
  find(licenseId: string): Purchase;
}

/** What would become of each row. `order` is there where a license would be created. */
export interface JudgedRow {
  readonly row: ImportVerdict;
  readonly order?: Order;
}

/**
 * Judges a table of machines, row by row, as if those before it had been issued. Spends nothing.
 *
 * @throws LatchkeyError `request-invalid` where it is no such table
 */
export function judgeTable(csv: string, desk: ImportDesk): JudgedRow[] {
  const planned: Order[] = [];
  return readTable(csv).map((written) => {
    const judged = judgeRow(written, desk, planned);
    if (judged.order) planned.push(judged.order);
    return judged;
  });
}

function judgeRow(written: TableRow, desk: ImportDesk, planned: readonly Order[]): JudgedRow {
  const { line, assignee } = written;
  try {
    const purchase = desk.find(written.licenseId ?? desk.licenseId ?? '');
    const machine = readMachine({ machineId: written.machineId }, purchase.product);
    const { machineId } = machine;
    const existing = findExisting(desk.entries, machine, desk.now);
    if (existing) return { row: { line, outcome: 'existing', machineId, id: existing.claims.jti } };
    if (planned.some((order) => order.machine.machineId === machineId)) {
      return { row: { line, outcome: 'existing', machineId } };
    }
    const period = planFirst(purchase, desk.entries, desk.now);
    const spent = planned.filter((order) => order.purchase.id === purchase.id).length;
    if (countSeats(purchase, desk.entries, desk.now).available <= spent) {
      throw noSeats(purchase, desk.entries, desk.now);
    }
    return { row: { line, outcome: 'create', machineId }, order: { purchase, machine, period, assignee } };
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    return { row: { line, outcome: 'refused', problem: problemOf(error) } };
  }
}

/** Rows, with their numbers by what became of them. */
export function summarize(rows: readonly ImportVerdict[], issued: boolean): ImportOutcome {
  const count = (...outcomes: ImportVerdict['outcome'][]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    rows,
    create: count('create', 'created'),
    existing: count('existing'),
    refused: count('refused'),
    issued,
  };
}
