import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Place } from '../src/db/open.js';
import type { Db } from '../src/db/schema.js';

/** A database to test on. */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Makes an empty one. */
  create(): Promise<{ place: Place; drop(): Promise<void> }>;
}

export const DATABASES: readonly TestDatabase[] = [
  { name: 'SQLite', create: createFile },
  { name: 'PostgreSQL', create: createOnServer },
];

/** An empty ledger, opened, and how to get rid of it. */
export async function openTestDatabase(
  database: TestDatabase,
): Promise<{ db: Db; place: Place; close(): Promise<void> }> {
  const { place, drop } = await database.create();
  const db = await openDatabase(place);
  const close = async () => {
    await db.destroy();
    await drop();
  };
  return { db, place, close };
}

async function createFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-ledger-'));
  const drop = async () => rmSync(folder, { recursive: true, force: true });
  return { place: { file: path.join(folder, 'ledger.db') }, drop };
}

async function createOnServer() {
  const server = inject('postgres');
  if (server === '') throw new Error('There is no PostgreSQL to test on: see tests/postgres/setup.js.');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { place: { url: url.href }, drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** Runs a statement on a server of PostgreSQL. */
export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
