import { defineConfig } from 'vitest/config';

/** The tests that mutants of core run against: those that reach a mutated file, but for the slow sampling. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['packages/core/src/{verdict,jws,machine-id,license,request}*.test.ts'],
    exclude: ['**/node_modules/**', 'packages/core/src/machine-id-text.property.test.ts'],
    testTimeout: 60_000,
  },
});
