import type { Database } from './database.js';

/** Where one installation keeps its things in this browser: everything under one name. */
export interface Place {
  /** Of the database, and what the names in localStorage, of the lock and of the channel begin with. */
  readonly name: string;
  readonly database: Database;
  /** How long to wait for other windows, in milliseconds. */
  readonly patience: number;
}
