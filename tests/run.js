// The project's test command: builds, checks, tests, and closes with one plain line, "N passed, N failed".
// Plain JavaScript, since it runs before anything is built.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const long = process.argv.includes('--long');
const scratch = mkdtempSync(path.join(tmpdir(), 'latchkey-tests-'));
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  NO_UPDATE_NOTIFIER: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
};
const total = { passed: 0, failed: 0 };

/** Runs a tool of the project; true where it ended well. */
function run(title, tool, ...args) {
  return runIn('.', title, tool, ...args);
}

function runIn(folder, title, tool, ...args) {
  console.log(`\n— ${title}`);
  const command = tool === 'node' ? [process.execPath] : ['npx', '--no', '--', tool];
  const { status } = spawnSync(command[0], [...command.slice(1), ...args], {
    cwd: path.join(root, folder),
    env,
    stdio: 'inherit',
  });
  return status === 0;
}

/** A step that counts as one test. */
function check(title, ...command) {
  return checkIn('.', title, ...command);
}

function checkIn(folder, title, ...command) {
  const ok = runIn(folder, title, ...command);
  total[ok ? 'passed' : 'failed']++;
  return ok;
}

/** Runs test files and adds their counts. A skipped test is a failed one: nothing may hide here. */
function test(title, ...args) {
  const report = path.join(scratch, `${title.replaceAll(' ', '-')}.json`);
  const ok = run(
    title,
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  );
  count(ok, report, ({ numPassedTests, numTotalTests }) => [numPassedTests, numTotalTests - numPassedTests]);
}

/** Runs the tests that drive whole browsers, and adds their counts in the same way. */
function testInBrowsers(title) {
  const report = path.join(scratch, 'playwright.json');
  env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const ok = run(
    title,
    'playwright',
    'test',
    '--config',
    'tests/playwright.config.ts',
    '--reporter=list,json',
  );
  count(ok, report, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky + stats.skipped]);
}

/** Runs the tests of a package that live inside pages, and adds their counts. Those that take times run alone. */
function testInPages(folder, kind = 'tests') {
  const title = `${kind} of ${folder} in pages`;
  env.TIMED = kind === 'timed tests' ? '1' : '';
  env.COUNTS = path.join(scratch, `${title.replaceAll(/\W/g, '-')}.json`);
  const ok = runIn(folder, title, 'wtr');
  count(ok, env.COUNTS, ({ passed, failed }) => [passed, failed]);
}

/** Adds what a report says: `read` takes the tests that passed and those that did not from it. */
function count(ok, report, read) {
  const [passed, failed] = readCounts(report, read);
  total.passed += passed;
  total.failed += failed;
  // Thresholds, unhandled errors and files that do not load fail the run without failing a test.
  if (!ok && failed === 0) total.failed++;
}

function readCounts(report, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return [0, 0];
  }
}

if (check('build', 'turbo', 'run', 'build')) {
  check('lint', 'oxlint', '--deny-warnings');
  check('format', 'prettier', '--check', '.', '--log-level', 'warn');
  check('unused code', 'knip');
  for (const project of [
    'tests/tsconfig.unit.json',
    'packages/device/tsconfig.test.json',
    'packages/elements/tsconfig.test.json',
    'tests/hosts/tsconfig.json',
  ])
    check(`types of ${project}`, 'tsc', '-p', project);
  check('PostgreSQL', 'node', 'tests/postgres/setup.js');
  check('nginx', 'node', 'tests/nginx/setup.js');
  test('tests', '--coverage');
  if (check('browsers', 'node', 'tests/browsers/setup.js')) {
    testInPages('packages/device');
    testInPages('packages/elements');
    testInPages('packages/elements', 'timed tests');
    testInBrowsers('tests in browsers');
  }
  checkIn('packages/elements', 'sizes of the elements', 'size-limit');
  check('start-up', 'node', 'tests/dist/bench/startup.js');
  check('speed of issuing', 'node', 'tests/dist/bench/ledger/main.js', '--quick');
  if (long) {
    test('long tests', '--config', 'tests/long/vitest.config.ts');
    check('mutation score', 'stryker', 'run', 'tests/stryker.config.json');
  }
}

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
