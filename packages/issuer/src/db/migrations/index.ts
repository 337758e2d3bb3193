import type { Migration } from 'kysely';
import { up as ledger } from './0001-ledger.js';
import { up as lists } from './0002-lists.js';
import { up as people } from './0003-people.js';

/** Every step from an empty database to the present schema, in order. Steps that were released never change. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': { up: ledger },
  '0002-lists': { up: lists },
  '0003-people': { up: people },
};
