import { fileURLToPath } from 'node:url';

const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}/index.ts`, import.meta.url));

/** Tests run on the sources, of other packages too: nothing needs to be built, and coverage counts them. */
export const SOURCES = [
  { find: /^@latchkey\/api\/client$/, replacement: source('api/src/client') },
  { find: /^@latchkey\/api\/contract$/, replacement: source('api/src/contract') },
  { find: /^@latchkey\/core$/, replacement: source('core/src') },
  { find: /^@latchkey\/crypto$/, replacement: source('crypto/src') },
  { find: /^@latchkey\/issuer$/, replacement: source('issuer/src') },
  { find: /^@latchkey\/crypto\/node$/, replacement: source('crypto/src/node') },
];
