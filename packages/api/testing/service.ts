import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** When, milliseconds. */
  readonly at: number;
}

/** A whole answer. */
interface Whole {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text or bytes. */
  readonly body?: unknown;
}

/** Something done by hand. */
export type ByHand = (response: ServerResponse, request: Received) => void;

/** What to answer. */
export type Reply = Whole | ByHand;

/**
 * Starts a real HTTP server on this machine that answers one request after the other as it is told, the last way for
 * all that follow. It stops when the test ends.
 */
export async function startService(
  ...replies: readonly Reply[]
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body, at: performance.now() };
      received.push(request);
      const reply = replies[received.length - 1] ?? replies.at(-1) ?? {};
      if (typeof reply === 'function') reply(response, request);
      else send(response, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** A refusal as the service writes them. */
export function problem(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = { type: 'x', title: 'x', status, code, detail: `This is ${code}.`, details: { what: code } };
  return { status, type: 'application/problem+json', headers, body };
}

/** Breaks the connection without a word. */
export const hangUp: ByHand = (response) => response.destroy();

/** Never answers. */
export const silence: ByHand = () => {};

function send(response: ServerResponse, reply: Whole): void {
  const { status = 200, type = 'application/json', headers = {}, body } = reply;
  const content = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  response.writeHead(status, { ...(body !== undefined && { 'content-type': type }), ...headers });
  response.end(content);
}
