import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'rolldown';

const PAGE =
  '<!doctype html><html lang="en"><title>Latchkey</title><script type="module" src="/page.js"></script>';

/** What a careful site allows: no inline script, no eval, nothing from elsewhere; WebAssembly may be compiled. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
/** The same without WebAssembly. */
const POLICY_WITHOUT_WASM = POLICY.replace(" 'wasm-unsafe-eval'", '');
/** Alone in its process, a page has clocks of microseconds; the benchmark needs them. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** What is served, by its path, besides the page and its scripts. */
export type Files = Readonly<Record<string, readonly [type: string, content: string | Uint8Array]>>;

/** A web server on a free port. */
export interface Server {
  readonly url: string;
  close(): void;
}

/**
 * Serves a page with the packages as a browser gets them: bundled, under a strict policy.
 *
 * @param site the folder of `page.ts` and of `worker.ts`, which the page may start
 */
export async function serve(site: string, files: Files): Promise<Server> {
  const all: Record<string, Files[string]> = { ...files, '/': ['text/html', PAGE] };
  for (const [name, code] of await bundle(site)) all[`/${name}`] = ['text/javascript', code];
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [type, content] = all[pathname] ?? [];
    const policy = searchParams.has('without-wasm') ? POLICY_WITHOUT_WASM : POLICY;
    response.writeHead(type ? 200 : 404, {
      'content-security-policy': policy,
      ...ISOLATED,
      ...(type && { 'content-type': type }),
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The page, its worker and what both import, by name. */
async function bundle(site: string): Promise<[name: string, code: string][]> {
  const { output } = await build({
    input: { page: path.join(site, 'page.ts'), worker: path.join(site, 'worker.ts') },
    write: false,
    platform: 'browser',
    output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
  return output.map((chunk) => [chunk.fileName, chunk.type === 'chunk' ? chunk.code : '']);
}
