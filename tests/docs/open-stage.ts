import type { Page } from '@playwright/test';

/** One element in one state, and how it is shown. */
export interface Shown {
  /** Without `latchkey-`. */
  readonly element: string;
  readonly state: string;
  readonly theme?: 'light' | 'dark';
  readonly lang?: string;
}

/** The elements of the site, in the order of its navigation, without `latchkey-`. */
export async function listElements(page: Page, url: string): Promise<string[]> {
  await page.goto(url);
  return page.getByRole('navigation', { name: 'Elements' }).getByRole('link').allTextContents();
}

/** The states of an element, as they stand in addresses. */
export async function listStates(page: Page, url: string, element: string): Promise<string[]> {
  await page.goto(`${url}${element}.html`);
  const links = await page.getByRole('navigation', { name: 'States' }).getByRole('link').all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
  return addresses.map((address) => new URLSearchParams(address ?? '').get('state') ?? '');
}

/** Opens the stage alone, and waits until the element is in the state. */
export async function openStage(page: Page, url: string, { element, ...rest }: Shown): Promise<void> {
  const query = new URLSearchParams({ ...rest, element: `latchkey-${element}` });
  await page.goto(`${url}stage.html?${query}`);
  await page.locator('html[data-ready]').waitFor();
}
