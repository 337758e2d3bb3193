import { defineConfig } from 'vitest/config';

/** The tests that mutants of core run against: all of core, but for the sampling that takes minutes. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['packages/core/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'packages/core/src/machine-id-text.property.test.ts'],
    testTimeout: 60_000,
  },
});
