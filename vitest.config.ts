import { configDefaults, defineConfig } from 'vitest/config';
import { SOURCES } from './tests/support/sources.js';

export default defineConfig({
  resolve: { alias: SOURCES },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      '**/dist/**',
      '**/.stryker-tmp/**',
      'tests/long/**',
      // These run in browsers, see tests/browsers/web-test-runner.config.js.
      'packages/device/src/browser/**',
      'packages/elements/**',
    ],
    globalSetup: 'tests/postgres/vitest-setup.ts',
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['packages/core/src/**/*.ts', 'packages/crypto/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/index.ts', '**/*.d.ts'],
      thresholds: { branches: 98 },
    },
  },
});
