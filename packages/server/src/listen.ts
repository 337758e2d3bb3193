import { getRequestListener } from '@hono/node-server';
import { problemDocument, PROBLEM_TYPE } from '@latchkey/api/contract';
import type { Hono } from 'hono';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Env } from './service.js';

/** How long a request may take to arrive, milliseconds: its headers, and all of it. */
const HEADERS_TIMEOUT = 15_000;
const REQUEST_TIMEOUT = 60_000;

/** The sockets of a service. */
export interface Listener {
  /** Begins to accept requests. @returns the port, which the system picks for 0 */
  listen(port: number, host?: string): Promise<number>;
  /** Accepts no more, and waits until what runs has been answered, at most so many seconds; then it cuts off. */
  close(seconds: number): Promise<void>;
}

export function createListener(app: Hono<Env>, isClosing: () => boolean): Listener {
  const answer = getRequestListener((request, env) => app.fetch(request, env), {
    // The process belongs to whoever made this service: its global objects stay as they are.
    overrideGlobalObjects: false,
    errorHandler: refuseRequest,
  });
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT });
  const running = new Set<ServerResponse>();
  server.on('request', (incoming, outgoing) => {
    running.add(outgoing);
    outgoing.on('close', () => running.delete(outgoing));
    if (isClosing()) outgoing.shouldKeepAlive = false;
    void answer(incoming, outgoing);
  });
  return {
    listen: (port, host = '127.0.0.1') => listen(server, port, host),
    close: (seconds) => {
      // Else a connection that is kept alive would keep a closing service alive.
      for (const outgoing of running) outgoing.shouldKeepAlive = false;
      return close(server, seconds);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function close(server: Server, seconds: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  server.closeIdleConnections();
  await closed;
  clearTimeout(cut);
}

/** What is no request that the service could read, such as one with an impossible `Host`. */
function refuseRequest(): Response {
  const detail = 'The request cannot be read: its address or its Host header is impossible. Correct it.';
  return new Response(JSON.stringify(problemDocument('request-invalid', detail)), {
    status: 400,
    headers: { 'Content-Type': PROBLEM_TYPE, 'X-Content-Type-Options': 'nosniff' },
  });
}
