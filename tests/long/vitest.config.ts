import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SOURCES } from '../support/sources.js';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: SOURCES },
  test: {
    include: ['*.long.test.ts'],
    globalSetup: '../postgres/vitest-setup.ts',
    testTimeout: 3_600_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
