import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  test: { include: ['*.long.test.ts'], testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false },
});
