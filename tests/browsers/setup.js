// Finds the browsers that the tests run in and installs those that are missing; does nothing where both are there.
// Plain JavaScript, since it runs before anything is built. `node tests/browsers/setup.js`
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { canInstall, installPackages } from '../debian.js';

/** Each browser by its name in Playwright. */
const BROWSERS = {
  chromium: { variable: 'CHROME_PATH', path: '/usr/bin/chromium', debianPackage: 'chromium' },
  firefox: { variable: 'FIREFOX_PATH', path: '/usr/bin/firefox-esr', debianPackage: 'firefox-esr' },
};

/** The program of a browser that was not installed by Playwright, or undefined where there is none. */
export function findBrowser(name) {
  const { variable, path } = BROWSERS[name];
  const wanted = process.env[variable];
  if (wanted && !existsSync(wanted)) throw new Error(`${variable} names a file that is not there: ${wanted}`);
  return wanted || (existsSync(path) ? path : undefined);
}

function install(names) {
  if (canInstall()) return installPackages(...names.map((name) => BROWSERS[name].debianPackage));
  const env = { ...process.env };
  // It is set so that `npm ci` fetches no browser; here a browser is what we want.
  delete env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD;
  const args = ['--no', '--', 'playwright', 'install', ...names];
  return spawnSync('npx', args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function setUp() {
  const missing = Object.keys(BROWSERS).filter((name) => !findBrowser(name));
  if (missing.length === 0 || install(missing)) return;
  const variables = missing.map((name) => BROWSERS[name].variable).join(' and ');
  throw new Error(
    `These browsers are missing, and could not be installed: ${missing.join(', ')}. Install them and put the paths of their programs into ${variables}.`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setUp();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
