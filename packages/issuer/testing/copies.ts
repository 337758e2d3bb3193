import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { backup } from '../src/db/backup.js';
import { connect, type Place } from '../src/db/open.js';
import { execute } from './databases.js';

export interface Copy {
  readonly place: Place;
  drop(): Promise<void>;
}

/** A copy of a ledger as it is now, as a backup makes one. */
export async function copyLedger(place: Place): Promise<Copy> {
  const name = `copy_${randomBytes(8).toString('hex')}`;
  if ('file' in place) {
    const file = path.join(path.dirname(place.file), `${name}.db`);
    const db = await connect(place);
    await backup(db, file).finally(() => db.destroy());
    return { place: { file }, drop: () => rm(file, { force: true }) };
  }
  const url = new URL(place.url);
  const source = url.pathname.slice(1);
  url.pathname = 'postgres';
  const server = url.href;
  await createFrom(server, name, source);
  url.pathname = name;
  return { place: { url: url.href }, drop: () => execute(server, `drop database ${name} with (force)`) };
}

/** A template must have no other connections. Pools open new ones when they need them, perhaps right now. */
async function createFrom(server: string, name: string, source: string, tries = 5): Promise<void> {
  await execute(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${source}'`);
  try {
    await execute(server, `create database ${name} template ${source}`);
  } catch (error) {
    if (tries === 1) throw error;
    await createFrom(server, name, source, tries - 1);
  }
}
