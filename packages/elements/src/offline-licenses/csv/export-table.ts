import { isoTime } from '@latchkey/core';
import type { ListSource } from '../list-host.js';
import { readClock, readPage, stateOf } from '../list-query.js';
import { csvLine } from './csv-text.js';

const COLUMNS = [
  'machine_id',
  'license',
  'assignee',
  'file_name',
  'product',
  'state',
  'issued_at',
  'starts_at',
  'ends_at',
];

/**
 * Everything that the list has for a query, page by page, as CSV in UTF-8 with a mark in front, by which spreadsheets
 * know that. Times are UTC. The first three columns are those of an import.
 *
 * @param progress gets the number of rows so far
 * @throws what the back end throws, or the reason of the signal
 */
export async function exportTable(
  { backend, scope }: ListSource,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<{ readonly rows: number; readonly table: Blob }> {
  const parts = ['\ufeff', csvLine(COLUMNS)];
  let rows = 0;
  let cursor: string | undefined;
  do {
    const page = await readPage(backend, scope, cursor, signal);
    const now = readClock();
    for (const row of page.offlineLicenses) {
      const { machineId, licenseId, assignee = '', fileName, product, issuedAt, startsAt, endsAt } = row;
      const times = [issuedAt, startsAt, endsAt].map((seconds) => isoTime(seconds));
      parts.push(csvLine([machineId, licenseId, assignee, fileName, product, stateOf(row, now), ...times]));
    }
    rows += page.offlineLicenses.length;
    progress(rows);
    cursor = page.next;
  } while (cursor !== undefined);
  return { rows, table: new Blob(parts, { type: 'text/csv' }) };
}
