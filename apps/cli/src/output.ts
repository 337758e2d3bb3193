import { LatchkeyError } from '@latchkey/core';

const COLORS = { green: 32, yellow: 33, red: 31, dim: 2, bold: 1 } as const;

/** Writes one line to standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes one line to standard error: remarks that a pipe must not see. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Colors text for standard output: on a terminal only, and never under NO_COLOR (no-color.org). */
export function paint(color: keyof typeof COLORS, text: string): string {
  const { NO_COLOR, TERM } = process.env;
  const colorful = process.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb';
  return colorful ? `\u001b[${COLORS[color]}m${text}\u001b[0m` : text;
}

/** Lays rows out in columns, two spaces apart. Cells hold no color: widths are counted in characters. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, Array.from(cell).length)));
  const pad = (cell: string, i: number) => cell + ' '.repeat((widths[i] ?? 0) - Array.from(cell).length);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

/** The command line does not make sense. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reports an error that ends the command. A defect of Latchkey itself shows its stack. */
export function fail(error: unknown): void {
  remark(`latchkey: ${describe(error)}`);
}

/** What went wrong, for people. */
export function describe(error: unknown): string {
  if (error instanceof LatchkeyError || error instanceof UsageError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && error instanceof Error) {
    return `${error.message}${path === undefined ? '' : '. Check the path and its permissions.'}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** 2027-01-23 10:00 UTC */
export function when(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** 1 day, 60 days */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
