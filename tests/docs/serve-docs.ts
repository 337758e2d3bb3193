import path from 'node:path';
// From the sources and from what was compiled, the site is in the same place of the workspace.
import { createRequire } from 'node:module';
import { preview } from 'vite';

/** The site of `apps/docs`, as it was built, on a free port. */
export interface DocsSite {
  /** Ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the site as `npm run docs` does. */
export async function serveDocs(): Promise<DocsSite> {
  const root = path.dirname(createRequire(import.meta.url).resolve('@latchkey/docs/package.json'));
  const server = await preview({ root, logLevel: 'error', preview: { host: 'localhost', port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The site is served nowhere.');
  return { url, close: () => server.close() };
}
