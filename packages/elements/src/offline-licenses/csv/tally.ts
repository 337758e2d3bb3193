import type { ImportOutcome, ImportVerdict } from '@latchkey/core';
import type { TablePart } from './split-table.js';

/** What became of rows, or would. */
export interface Tally {
  readonly create: number;
  readonly existing: number;
  readonly refused: number;
  /** Those that were refused, by their lines in the table; the first ones where there are many. */
  readonly refusals: readonly ImportVerdict[];
}

/** More would be a list that nobody reads. */
const MOST_REFUSALS = 200;

export const NO_TALLY: Tally = { create: 0, existing: 0, refused: 0, refusals: [] };

/** @param part its lines become those of the whole table */
export function tallyOf(
  { offset }: Pick<TablePart, 'offset'>,
  { create, existing, refused, rows }: ImportOutcome,
): Tally {
  const refusals = rows
    .filter(({ outcome }) => outcome === 'refused')
    .slice(0, MOST_REFUSALS)
    .map((row) => ({ ...row, line: row.line + offset }));
  return { create, existing, refused, refusals };
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    create: a.create + b.create,
    existing: a.existing + b.existing,
    refused: a.refused + b.refused,
    refusals: [...a.refusals, ...b.refusals].slice(0, MOST_REFUSALS),
  };
}
