// Finds the programs of PostgreSQL that the tests start their own server with, and installs them on Debian where they
// are missing; does nothing where TEST_DATABASE_URL names a server. Plain JavaScript, since it runs before anything is
// built. `node tests/postgres/setup.js`
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../debian.js';

const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest `initdb` and `pg_ctl`; undefined where there is none. */
export function findPrograms() {
  const versions = existsSync(VERSIONS)
    ? readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a))
    : [];
  const fromPath = (process.env.PATH ?? '').split(path.delimiter);
  return [...versions.map((version) => path.join(VERSIONS, version, 'bin')), ...fromPath].find((folder) =>
    ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(path.join(folder, program))),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (
    !process.env.TEST_DATABASE_URL &&
    !findPrograms() &&
    !(installPackages('postgresql') && findPrograms())
  ) {
    console.error(
      'PostgreSQL is missing, and could not be installed. Install it, or put the address of a database server for tests into TEST_DATABASE_URL.',
    );
    process.exitCode = 1;
  }
}
