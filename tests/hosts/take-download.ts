import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { DOWNLOADS, launchOptions, type BrowserName } from '../browsers/launch.js';

/** Does what makes the page hand out a file. @returns where that file is, under its name or another */
export async function takeDownload(page: Page, name: string, press: () => Promise<void>): Promise<string> {
  const browser = page.context().browser()?.browserType().name() as BrowserName;
  if (launchOptions(browser).downloadsPath === undefined) {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    expect(download.suggestedFilename()).toBe(name);
    return download.path();
  }
  const file = path.join(DOWNLOADS, name);
  await press();
  await expect.poll(() => existsSync(file) && statSync(file).size > 0).toBe(true);
  return file;
}
