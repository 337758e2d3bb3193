import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { BuiltSite } from './build-host.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What browsers have reported of a policy that was not kept: the directive, and what it concerned. */
interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly sample: string;
}

/** The web server of a portal. */
export interface Portal {
  readonly origin: string;
  readonly violations: Violation[];
  close(): void;
}

export interface PortalOptions {
  /** On this machine, with the port to listen at. */
  readonly origin: string;
  readonly site: BuiltSite;
  /** The content security policy of every page. */
  readonly policy: string;
  /** Mints a widget token for who is signed in. */
  readonly mint: () => Promise<{ readonly token: string }>;
}

/** Serves the pages of a portal, mints tokens for them, and takes down what browsers report. */
export async function startPortal({ origin, site, policy, mint }: PortalOptions): Promise<Portal> {
  const violations: Violation[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '/', headers } = request;
    if (method === 'POST' && url === '/reports') {
      violations.push(readReport(await readBody(request)));
      response.writeHead(204).end();
    } else if (method === 'POST' && url === '/widget-token') {
      // In place of a session: no other site may ask for a token.
      if (headers['sec-fetch-site'] !== 'same-origin') return void response.writeHead(403).end();
      const { token } = await mint();
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ token }));
    } else {
      const file = url === '/' ? '/index.html' : url;
      const type = TYPES[path.extname(file)];
      const content = site.get(file);
      response.writeHead(content === undefined ? 404 : 200, {
        'content-security-policy': `${policy}; report-uri /reports`,
        ...(type !== undefined && { 'content-type': type }),
      });
      response.end(content);
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  }).listen(new URL(origin).port);
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin, violations, close };
}

function readReport(body: string): Violation {
  const { 'csp-report': report } = JSON.parse(body) as { 'csp-report': Record<string, string> };
  const directive = report['effective-directive'] ?? report['violated-directive'] ?? '';
  return { directive, blocked: report['blocked-uri'] ?? '', sample: report['script-sample'] ?? '' };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
