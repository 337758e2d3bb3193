import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, firefox, type LaunchOptions } from '@playwright/test';
import { ROOT } from '../support/cli.js';
// From the sources, also where this file was compiled: it is plain JavaScript and is not copied.
import { findBrowser } from '#browsers/setup.js';

/** Where files lie that pages hand out, by their names: Firefox announces none that was made in the page. */
export const DOWNLOADS = path.join(ROOT, 'reports/downloads');

export const BROWSER_TYPES = { chromium, firefox };
export type BrowserName = keyof typeof BROWSER_TYPES;

/** Nothing that draws on the network or on a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How Playwright starts a browser: the one of the system, or its own where there is none. */
export function launchOptions(name: BrowserName): LaunchOptions {
  const executablePath = findBrowser(name);
  return {
    ...(executablePath !== undefined && { executablePath }),
    ...(name === 'chromium' && { args: QUIET }),
    // The Firefox of a system speaks WebDriver BiDi; the one that Playwright brings has a protocol of its own.
    ...(name === 'firefox' &&
      executablePath !== undefined && { channel: 'moz-firefox', downloadsPath: DOWNLOADS }),
  };
}

/** True where there is a browser, of the system or Playwright's own. */
export function isInstalled(name: BrowserName): boolean {
  if (findBrowser(name) !== undefined) return true;
  try {
    return existsSync(BROWSER_TYPES[name].executablePath());
  } catch {
    // Playwright has no browser for this system at all.
    return false;
  }
}
