// Finds nginx, which the tests put before the service, and installs it on Debian where it is missing. Plain JavaScript,
// since it runs before anything is built. `node tests/nginx/setup.js`
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../debian.js';

/** The program; undefined where there is none. */
export function findNginx() {
  const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.map((folder) => path.join(folder, 'nginx')).find((program) => existsSync(program));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!findNginx() && !(installPackages('nginx-light') && findNginx())) {
    console.error('nginx is missing, and could not be installed. Install it.');
    process.exitCode = 1;
  }
}
