/**
 * One line of CSV (RFC 4180), with its line break.
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text: somebody else wrote
 * it, and opening a table must not run anything. Quotes are set around other separators than the comma too, since a
 * spreadsheet in another language splits at those.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What begins a formula, full-width signs included, after blanks as well. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function csvCell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
