import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}/index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run on the sources, of other packages too: nothing needs to be built, and coverage counts them.
    alias: [
      { find: /^@latchkey\/api\/client$/, replacement: source('api/src/client') },
      { find: /^@latchkey\/api\/contract$/, replacement: source('api/src/contract') },
      { find: /^@latchkey\/core$/, replacement: source('core/src') },
      { find: /^@latchkey\/crypto$/, replacement: source('crypto/src') },
      { find: /^@latchkey\/issuer$/, replacement: source('issuer/src') },
      { find: /^@latchkey\/crypto\/node$/, replacement: source('crypto/src/node') },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/dist/**', '**/.stryker-tmp/**', 'tests/long/**'],
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
