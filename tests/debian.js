// Installs packages of Debian, for the setups of tests. Plain JavaScript, since they run before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Whether packages can be installed here. */
export function canInstall() {
  const isDebian =
    existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

/** True where all of them are installed afterwards. */
export function installPackages(...packages) {
  const run = (...args) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'inherit', 'inherit'],
    }).status === 0;
  return (
    canInstall() && run('update', '-q') && run('install', '-q', '-y', '--no-install-recommends', ...packages)
  );
}
