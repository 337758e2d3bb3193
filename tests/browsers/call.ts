import type { Page } from '@playwright/test';
import type { Place, Site } from './site/offer.js';

/** Calls a function that a site offers, in the page or in its worker. */
export function callSite(page: Page, place: Place, name: string, argument: unknown): Promise<unknown> {
  return page.evaluate(
    ([where, what, how]) => (globalThis as unknown as { site: Site }).site.call(where, what, how),
    [place, name, argument] as const,
  );
}
