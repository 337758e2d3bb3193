import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import type { Questions } from './site/ask.js';

const SITE = path.join(import.meta.dirname, 'site');
const ENGINES = path.join(import.meta.dirname, '../../assembly/dist');
const PAGE =
  '<!doctype html><html lang="en"><title>Latchkey</title><script type="module" src="/page.js"></script>';

/** What a careful site allows: no inline script, no eval, nothing from elsewhere; WebAssembly may be compiled. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
/** The same without WebAssembly. */
const POLICY_WITHOUT_WASM = POLICY.replace(" 'wasm-unsafe-eval'", '');

/** A web server on a free port. */
export interface Server {
  readonly url: string;
  close(): void;
}

/** Serves a page with the packages as a browser gets them: bundled, under a strict policy. */
export async function serve(questions: Questions): Promise<Server> {
  const files = new Map<string, [type: string, content: string | Uint8Array]>([
    ['/', ['text/html', PAGE]],
    ['/questions.json', ['application/json', JSON.stringify(questions)]],
  ]);
  for (const [name, code] of await bundle()) files.set(`/${name}`, ['text/javascript', code]);
  for (const name of ['fma.wasm', 'plain.wasm']) {
    files.set(`/${name}`, ['application/wasm', readFileSync(path.join(ENGINES, name))]);
  }
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [type, content] = files.get(pathname) ?? [];
    const policy = searchParams.has('without-wasm') ? POLICY_WITHOUT_WASM : POLICY;
    response.writeHead(type ? 200 : 404, {
      'content-security-policy': policy,
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
async function bundle(): Promise<[name: string, code: string][]> {
  const { output } = await build({
    input: { page: path.join(SITE, 'page.ts'), worker: path.join(SITE, 'worker.ts') },
    write: false,
    platform: 'browser',
    output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
  return output.map((chunk) => [chunk.fileName, chunk.type === 'chunk' ? chunk.code : '']);
}
