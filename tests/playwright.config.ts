import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findBrowser } from './browsers/setup.js';

type Use = NonNullable<PlaywrightTestConfig['use']>;
type Launch = NonNullable<Use['launchOptions']>;

/** Nothing that draws on the network or on a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const found = (name: 'chromium' | 'firefox'): Launch => {
  const executablePath = findBrowser(name);
  return executablePath === undefined ? {} : { executablePath };
};
// The Firefox of a system speaks WebDriver BiDi; the one that Playwright brings has a protocol of its own.
const firefox: Use = findBrowser('firefox') === undefined ? {} : { channel: 'moz-firefox' };

export default defineConfig({
  testDir: 'browsers',
  outputDir: '../reports/browsers',
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  projects: [
    {
      name: 'chromium',
      use: { browserName: 'chromium', launchOptions: { ...found('chromium'), args: QUIET } },
    },
    { name: 'firefox', use: { browserName: 'firefox', ...firefox, launchOptions: found('firefox') } },
  ],
});
