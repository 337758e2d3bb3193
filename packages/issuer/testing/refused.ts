import { LatchkeyError, type ErrorCode } from '@latchkey/core';
import { expect } from 'vitest';
import type { Db, Tables } from '../src/db/schema.js';

/** All that is worth protecting. Attempts to sign in are counted also where they are refused. */
const TABLES: readonly (keyof Tables)[] = [
  'account',
  'session',
  'organization',
  'member',
  'invite',
  'product',
  'license',
  'offline_license',
  'token',
  'audit',
  'setting',
];

/** Expects a refusal with a code, after which the database is as it was before. */
export async function expectRefused(db: Db, code: ErrorCode, work: () => Promise<unknown>): Promise<void> {
  const before = await readAll(db);
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LatchkeyError);
  expect((error as LatchkeyError).code).toBe(code);
  expect(await readAll(db)).toEqual(before);
}

/** Every row that is worth protecting, to compare. */
export async function readAll(db: Db) {
  const all: [string, string[]][] = [];
  for (const table of TABLES) {
    const rows = await db.selectFrom(table).selectAll().execute();
    all.push([table, rows.map((row) => JSON.stringify(row)).toSorted()]);
  }
  return all;
}
