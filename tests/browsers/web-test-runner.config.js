// How the tests of a package run inside real browsers. Each package with such tests has a `web-test-runner.config.js`
// that calls this, so that `npx wtr` in its folder is the whole command. What they import is built before.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { countReporter } from './count-reporter.js';
import { findBrowser } from './setup.js';

/** The site is the whole workspace: packages find each other through the same node_modules as in Node. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing that draws on the network or on a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the browsers need to be told, besides where they are. */
const LAUNCH = {
  chromium: () => ({ args: QUIET }),
  // The Firefox of a system speaks WebDriver BiDi; the one that Playwright brings has a protocol of its own.
  firefox: (executablePath) => (executablePath === undefined ? {} : { channel: 'moz-firefox' }),
};

/**
 * The configuration for one package. Tests that take the time of something are in files called `*.timed.test.ts`: they
 * run with `TIMED=1` in the environment, one browser at a time, and only then. `BROWSERS=firefox` in the environment leaves the other browser out, `FILES` (a
 * path from the root) the other tests; `COUNTS` names a file for the numbers of tests that passed and failed.
 *
 * @param {string} folder of the package
 * @param {object} [more] what this package needs besides
 * @param {string} [more.tsconfig] of its sources, from its folder
 * @param {string} [more.files] its tests, from its folder
 * @param {Record<string, object>} [more.launchOptions] Playwright's, by browser
 * @param {object[]} [more.plugins] of the dev server
 */
export function webTestRunnerConfig(folder, more = {}) {
  const { tsconfig = 'tsconfig.json', files = 'src/**/*.test.ts', launchOptions = {}, plugins = [] } = more;
  const isTimed = process.env.TIMED === '1';
  const tests = path.join(folder, files);
  const timed = tests.replace('.test.ts', '.timed.test.ts');
  const all = isTimed ? timed : [tests, `!${timed}`];
  const names = process.env.BROWSERS?.split(',') ?? Object.keys(LAUNCH);
  return {
    rootDir: ROOT,
    files: process.env.FILES ? path.resolve(ROOT, process.env.FILES) : all,
    nodeResolve: true,
    concurrency: 1,
    concurrentBrowsers: isTimed ? 1 : 2,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 300_000,
    // With axe, or with twenty killed pages, a test takes longer than Mocha's two seconds.
    testFramework: { config: { timeout: 20_000, forbidOnly: true, forbidPending: true } },
    browsers: names.map((product) => launcher(product, launchOptions[product])),
    reporters: [defaultReporter(), ...(process.env.COUNTS ? [countReporter(process.env.COUNTS)] : [])],
    // Lit says so on every page; what else a page logs is to be seen.
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    plugins: [
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path.join(folder, tsconfig) }),
      ...plugins,
    ],
  };
}

function launcher(product, launchOptions) {
  const executablePath = findBrowser(product);
  return playwrightLauncher({
    product,
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      ...LAUNCH[product](executablePath),
      ...launchOptions,
    },
  });
}
