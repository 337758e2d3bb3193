import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'rolldown';

// The client of the HTTP API where most of its callers are: in pages, of the service's own site and of others.

const CLIENT = path.join(import.meta.dirname, '../../packages/api/dist/client/index.js');
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self' http://localhost:*";
const PAGE = '<!doctype html><html lang="en"><title>Latchkey</title>';
const EXPOSED = 'Content-Disposition, ETag, Retry-After';

interface Seen {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
}

let service: Awaited<ReturnType<typeof serve>>;
let portal: Awaited<ReturnType<typeof serve>>;

test.beforeAll(async () => {
  const { output } = await build({
    input: CLIENT,
    write: false,
    platform: 'browser',
    output: { format: 'esm' },
  });
  service = await serve(output[0].code);
  portal = await serve(output[0].code);
});
test.afterAll(() => {
  service.close();
  portal.close();
});
test.beforeEach(() => void service.seen.splice(0));

test("a page of the service's own site calls with its cookie", async ({ page, context }) => {
  await context.addCookies([{ name: 'session', value: 'abc', url: service.url }]);
  await page.goto(service.url);
  expect(await call(page, { baseUrl: '' }, 'listProducts')).toEqual({ products: [] });
  expect(service.seen).toHaveLength(1);
  expect(service.seen[0]).toMatchObject({ line: 'GET /api/v1/products', headers: { cookie: 'session=abc' } });
});

test('a page of another site calls with its token, without the cookie', async ({ page, context }) => {
  await context.addCookies([{ name: 'session', value: 'abc', url: service.url }]);
  await page.goto(portal.url);
  const input = { organizationId: 'acme', id: 'x' };
  const file = await call(page, { baseUrl: service.url, token: 'lkw_1' }, 'getOfflineLicenseFile', input);
  expect(file).toEqual({
    name: 'KSE_kse1.lic',
    type: 'application/license+jwt',
    bytes: Uint8Array.of(97, 46, 98),
  });
  const { headers } = service.seen.find(({ line }) => line.startsWith('GET')) as Seen;
  expect(headers).toMatchObject({ authorization: 'Bearer lkw_1', origin: portal.url });
  expect(headers).not.toHaveProperty('cookie');
});

test('a call that takes a key is repeated with the same one after a broken connection', async ({ page }) => {
  await page.goto(service.url);
  const input = { organizationId: 'acme', id: 'x', confirmation: 'hs03' };
  expect(await call(page, { baseUrl: '' }, 'renewOfflineLicense', input)).toEqual({ existing: false });
  const keys = service.seen.map(({ headers }) => headers['idempotency-key']);
  // A browser may try again by itself where it had used the connection before.
  expect(keys.length).toBeGreaterThanOrEqual(2);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

test('a call ends when its time is over, or its caller says so', async ({ page }) => {
  await page.goto(service.url);
  const input = { organizationId: 'silent' };
  const late = await call(page, { baseUrl: '', timeout: 300, retries: 0 }, 'listMembers', input);
  expect(late).toBe('LatchkeyError unavailable');
  expect(await call(page, { baseUrl: '', abortAfter: 100 }, 'listMembers', input)).toBe('TimeoutError');
});

test('a service that is not there is said to be so', async ({ page }) => {
  await page.goto(portal.url);
  const result = await call(page, { baseUrl: 'http://localhost:1', retries: 0 }, 'listProducts');
  expect(result).toBe('LatchkeyError unavailable');
});

interface Options {
  readonly baseUrl: string;
  readonly token?: string;
  readonly timeout?: number;
  readonly retries?: number;
  readonly abortAfter?: number;
}

/** Makes one call in the page. @returns what it gives, or what it fails with */
function call(page: Page, options: Options, name: string, input: object = {}): Promise<unknown> {
  return page.evaluate(
    async ({ token, abortAfter, ...rest }) => {
      const address = '/client.js';
      const { createClient } = await import(address);
      const client = createClient({ ...rest.options, ...(token !== undefined && { getToken: () => token }) });
      const signal = abortAfter === undefined ? {} : { signal: AbortSignal.timeout(abortAfter) };
      try {
        return await client[rest.name](rest.input, signal);
      } catch (error) {
        const { name: kind, code } = error as { name: string; code: unknown };
        return typeof code === 'string' ? `${kind} ${code}` : kind;
      }
    },
    { options, token: options.token, abortAfter: options.abortAfter, name, input },
  );
}

/** A site with the client, and a service as simple as can be. */
async function serve(client: string) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    response.setHeader('content-security-policy', POLICY);
    if (url === '/') return send(response, 'text/html', PAGE);
    if (url === '/client.js') return send(response, 'text/javascript', client);
    if (!url.startsWith('/api/')) return response.writeHead(404).end();
    seen.push({ line: `${method} ${url}`, headers });
    if (headers.origin !== undefined) response.setHeader('access-control-allow-origin', headers.origin);
    response.setHeader('access-control-expose-headers', EXPOSED);
    response.setHeader('access-control-allow-headers', 'Authorization, Content-Type, Idempotency-Key');
    if (method === 'OPTIONS') return response.writeHead(204).end();
    if (url.includes('/silent/')) return undefined;
    if (url.endsWith('/products')) return send(response, 'application/json', '{"products":[]}');
    if (url.endsWith('/file')) {
      response.setHeader('content-disposition', 'attachment; filename="KSE_kse1.lic"');
      return send(response, 'application/license+jwt', 'a.b');
    }
    return seen.length === 1 ? response.destroy() : send(response, 'application/json', '{"existing":false}');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function send(response: ServerResponse, type: string, content: string): void {
  response.writeHead(200, { 'content-type': type }).end(content);
}
