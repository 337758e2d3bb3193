import { defineConfig } from '@playwright/test';
import { launchOptions, type BrowserName } from './browsers/launch.js';

const project = (name: BrowserName) => ({
  name,
  use: { browserName: name, launchOptions: launchOptions(name) },
});

export default defineConfig({
  testMatch: ['**/browsers/*.spec.ts', '**/docs/*.spec.ts', '**/hosts/*.spec.ts'],
  outputDir: '../reports/browsers',
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  projects: [project('chromium'), project('firefox')],
});
