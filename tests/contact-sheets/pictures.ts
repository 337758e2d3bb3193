import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { openStage, type Shown } from '../docs/open-stage.js';

/** What README shows, by the names of the files. */
const PICTURES: Readonly<Record<string, Shown & { readonly width: number; readonly height: number }>> = {
  'activation-dialog': {
    element: 'activation-dialog',
    state: 'no-license',
    theme: 'light',
    width: 640,
    height: 690,
  },
  'license-issuer': { element: 'license-issuer', state: 'preview', theme: 'light', width: 960, height: 516 },
  'license-in-force': {
    element: 'activation-dialog',
    state: 'in-force',
    theme: 'dark',
    lang: 'ar',
    width: 640,
    height: 620,
  },
};

/** Takes the pictures for README into a folder. */
export async function takePictures(browser: Browser, url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage();
  for (const [name, { width, height, ...shown }] of Object.entries(PICTURES)) {
    await page.setViewportSize({ width, height });
    await openStage(page, url, shown);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}
