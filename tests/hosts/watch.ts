import type { BrowserContext } from '@playwright/test';

/** What went wrong in the pages of a context: errors and warnings at the console, and uncaught errors. */
export function watchPages(context: BrowserContext): string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  context.on('weberror', (error) => void troubles.push(error.error().message));
  return troubles;
}
