import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPrograms } from '#postgres/setup.js';

/** A server of PostgreSQL, for tests alone. */
export interface Cluster {
  /** Address of its first database; tests make their own beside it. */
  readonly url: string;
  stop(): void;
}

/** Starts a server that listens on a socket in a folder of its own; undefined where PostgreSQL is not installed. */
export function startCluster(): Cluster | undefined {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-postgres-'));
  const data = path.join(folder, 'data');
  const user = prepareUser(folder);
  const run = (program: string, ...args: string[]) => {
    const command = [...user, path.join(programs, program), ...args] as [string, ...string[]];
    execFileSync(command[0], command.slice(1), { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  run('initdb', '-D', data, '-N', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const options = `-k ${folder} -c listen_addresses='' -c max_connections=200`;
  run('pg_ctl', '-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start');
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: () => {
      run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: the command that becomes another user, who then owns the folder. */
function prepareUser(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o755);
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
}
