import { LatchkeyError } from '@latchkey/core';
import { parse } from 'csv-parse/sync';

/** Most rows of one import. */
const MAX_ROWS = 20_000;
/** Columns that an import knows; others are left alone. */
const COLUMNS = ['machine_id', 'license', 'assignee'] as const;

/** One row as it was written. */
export interface CsvRow {
  /** Line of the file, from 1 on. */
  readonly line: number;
  readonly machine_id: string;
  readonly license?: string;
  readonly assignee?: string;
}

/**
 * Reads a table of machines: RFC 4180, with a head that names its columns, comma, semicolon or tab between them.
 *
 * @throws LatchkeyError `request-invalid` where it is no such table
 */
export function readCsv(csv: string): CsvRow[] {
  let table: { info: { lines: number }; record: Record<string, string> }[];
  try {
    table = parse(csv, {
      bom: true,
      columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      info: true,
      skip_empty_lines: true,
      trim: true,
      to: MAX_ROWS + 1,
    }) as unknown as typeof table;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : '';
    throw invalid(`The table cannot be read: ${detail}. Save it as CSV with a head, then try again.`, cause);
  }
  if (table.length > MAX_ROWS)
    throw invalid(`The table has more than ${MAX_ROWS} rows. Cut it into several.`);
  if (table[0] !== undefined && !Object.hasOwn(table[0].record, 'machine_id')) {
    throw invalid(
      `The table has no column machine_id. Its head must name ${COLUMNS.join(', ')}; the last two may be missing.`,
    );
  }
  return table.map(({ info, record }) => ({
    line: info.lines,
    machine_id: record.machine_id ?? '',
    ...(record.license && { license: record.license }),
    ...(record.assignee && { assignee: record.assignee }),
  }));
}

function invalid(message: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('request-invalid', message, { cause, details: { fields: ['csv'] } });
}
