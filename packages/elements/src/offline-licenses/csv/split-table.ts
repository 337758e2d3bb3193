/** A piece of a table that the service takes in one call: the line with the column names, then some of the rows. */
export interface TablePart {
  readonly csv: string;
  readonly rows: number;
  /** Added to a line of this piece it is the line of the whole table. */
  readonly offset: number;
}

/** What the service takes in one call. */
const MOST_ROWS = 20_000;
const MOST_CHARACTERS = 2_000_000;

/** So many rows are read in one go, so that the page stays alive meanwhile. */
const BREATH = 5000;

/**
 * Cuts a table into pieces between its rows. A row may have line breaks between quotes (RFC 4180); what is in it is
 * for the service to judge. Empty where there is no row below the column names.
 */
export async function splitTable(text: string, signal: AbortSignal): Promise<TablePart[]> {
  const parts: TablePart[] = [];
  const table = text.replace(/^\ufeff/, '');
  let head: { readonly text: string; readonly lines: number } | undefined;
  let part = { start: 0, line: 1, rows: 0 };
  let line = 1;
  let read = 0;
  const close = (end: number) => {
    if (head && part.rows > 0) {
      const csv = head.text + table.slice(part.start, end);
      parts.push({ csv, rows: part.rows, offset: part.line - head.lines - 1 });
    }
    part = { start: end, line, rows: 0 };
  };
  for (let start = 0; start < table.length;) {
    const end = endOfRow(table, start);
    const row = table.slice(start, end);
    const isEmpty = row.trim() === '';
    const lines = row.split(/\r\n|\r|\n/).length - 1;
    const isFull = part.rows >= MOST_ROWS || (head?.text.length ?? 0) + end - part.start > MOST_CHARACTERS;
    if (head && isFull) close(start);
    line += lines;
    if (head && !isEmpty) part.rows++;
    if (!head && !isEmpty) {
      head = { text: row, lines };
      part = { start: end, line, rows: 0 };
    }
    start = end;
    if (++read % BREATH === 0) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
  }
  close(table.length);
  return parts;
}

/** The place after the line break that ends the row that begins there: the first one outside quotes. */
function endOfRow(table: string, start: number): number {
  let isQuoted = false;
  for (let i = start; i < table.length; i++) {
    const character = table[i];
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '\n') return i + 1;
    if (character === '\r') return table[i + 1] === '\n' ? i + 2 : i + 1;
  }
  return table.length;
}
