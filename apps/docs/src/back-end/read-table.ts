import { LatchkeyError } from '@latchkey/core';

/** One row of a table of machines, as it was written. */
export interface TableRow {
  /** Line of the file, from 1 on. */
  readonly line: number;
  readonly machineId: string;
  readonly licenseId?: string;
  readonly assignee?: string;
}

/** A field in quotation marks, or one without; then what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",;\t\r\n]*))([,;\t]|\r?\n|$)/y;

/**
 * Reads CSV (RFC 4180) whose head names the column `machine_id`, and `license` and `assignee` where there are such.
 *
 * @throws LatchkeyError `request-invalid` where it is no such table
 */
export function readTable(csv: string): TableRow[] {
  const [head, ...rows] = readRows(csv.replace(/^\uFEFF/, ''));
  const columns = head?.fields.map((name) => name.toLowerCase()) ?? [];
  if (!columns.includes('machine_id')) {
    throw invalid('The table has no column machine_id. Its head may name license and assignee besides.');
  }
  return rows.map(({ line, fields }) => {
    const field = (name: string) => fields[columns.indexOf(name)] ?? '';
    const [licenseId, assignee] = [field('license'), field('assignee')];
    return {
      line,
      machineId: field('machine_id'),
      ...(licenseId !== '' && { licenseId }),
      ...(assignee !== '' && { assignee }),
    };
  });
}

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

function readRows(csv: string): Row[] {
  const rows: Row[] = [];
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < csv.length) {
    const found = FIELD.exec(csv);
    if (!found) throw invalid(`Line ${line} of the table cannot be read. Save it as CSV, then try again.`);
    const [whole, quoted, plain = '', end = ''] = found;
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    line += whole.split('\n').length - 1;
    if (/[,;\t]/.test(end)) continue;
    if (fields.some((field) => field !== '')) rows.push({ line: start, fields });
    fields = [];
    start = line;
  }
  return rows;
}

function invalid(message: string): LatchkeyError {
  return new LatchkeyError('request-invalid', message, { details: { fields: ['csv'] } });
}
