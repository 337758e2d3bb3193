// How many tests of a Web Test Runner run passed, for tests/run.js: the runner itself has no such report.
import { writeFileSync } from 'node:fs';

/**
 * A reporter that writes `{ passed, failed }` of all browsers as JSON.
 *
 * @param {string} file where to
 */
export function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0 };
      for (const { testResults, errors } of sessions) {
        // A file that does not load, or fails outside a test, has no result to count.
        total.failed += errors.length;
        if (testResults) countSuite(testResults, total);
      }
      writeFileSync(file, JSON.stringify(total));
    },
  };
}

/** A skipped test is a failed one, as everywhere here. */
function countSuite({ tests, suites }, total) {
  for (const { passed, skipped } of tests) total[passed && !skipped ? 'passed' : 'failed']++;
  for (const suite of suites) countSuite(suite, total);
}
