import type { Browser } from '@playwright/test';
import { openStage } from '../docs/open-stage.js';

/** How the elements of a sheet are shown. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly lang: string;
  readonly width: 'desktop' | 'phone';
}

/** Four of the eight: any two of theme, direction and width meet in one of them. */
export const LOOKS: readonly Look[] = [
  { theme: 'light', lang: 'en', width: 'desktop' },
  { theme: 'light', lang: 'ar', width: 'phone' },
  { theme: 'dark', lang: 'ar', width: 'desktop' },
  { theme: 'dark', lang: 'en', width: 'phone' },
];

/** In CSS pixels. What is higher is taken whole, but for dialogs, which keep to the window. */
const WINDOWS = { desktop: { width: 960, height: 300 }, phone: { width: 360, height: 300 } };
const DIALOG_HEIGHT = 800;
const COLUMNS = { desktop: 3, phone: 7 };

/** One sheet to take. */
export interface SheetRequest {
  readonly url: string;
  readonly element: string;
  readonly states: readonly string[];
  readonly look: Look;
  readonly title: string;
  /** Where the PNG goes. */
  readonly file: string;
}

/** Takes a picture of each state, and puts them into one with their names. */
export async function takeSheet(browser: Browser, request: SheetRequest): Promise<void> {
  const { url, element, states, look, title, file } = request;
  const { theme, lang, width } = look;
  const context = await browser.newContext({ hasTouch: width === 'phone', isMobile: width === 'phone' });
  const page = await context.newPage();
  const tiles: string[] = [];
  for (const state of states) {
    await page.setViewportSize(WINDOWS[width]);
    await openStage(page, url, { element, state, theme, lang });
    if ((await page.locator('dialog[open]').count()) > 0) {
      await page.setViewportSize({ ...WINDOWS[width], height: DIALOG_HEIGHT });
    }
    // What appears late only, such as skeletons.
    await page.waitForTimeout(250);
    const picture = await page.screenshot({ fullPage: true });
    tiles.push(
      `<figure><figcaption>${state}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`,
    );
  }
  await context.close();
  await drawSheet(browser, { title, tiles, width: WINDOWS[width].width, columns: COLUMNS[width], file });
}

async function drawSheet(
  browser: Browser,
  {
    title,
    tiles,
    width,
    columns,
    file,
  }: { title: string; tiles: string[]; width: number; columns: number; file: string },
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: columns * (width + 24) + 24, height: 600 } });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><title>${title}</title>
    <style>
      body { margin: 12px; background: #777; color: #fff; font: 600 20px system-ui; columns: ${columns}; column-gap: 24px }
      h1 { margin: 0 0 12px; font-size: 24px; column-span: all }
      figure { margin: 0 0 24px; break-inside: avoid }
      figcaption { padding: 4px 0 }
      img { display: block; max-width: 100%; outline: 1px solid #444 }
    </style>
    <h1>${title}</h1>${tiles.join('')}`);
  await page.screenshot({ path: file, fullPage: true });
  await context.close();
}
