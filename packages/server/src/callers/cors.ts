import { LatchkeyError } from '@latchkey/core';
import { findWidgetOrigin, isWidgetOrigin } from '@latchkey/issuer';
import type { Service } from '../service.js';
import type { Caller } from './find-caller.js';

/** Seconds for which a browser need not ask again; the token is looked at each time anyhow. */
const MAX_AGE = 7200;
const REQUEST_HEADERS = 'Authorization, Content-Type, Idempotency-Key, If-None-Match';
const ANSWER_HEADERS = 'Content-Disposition, ETag, Idempotency-Replayed, Retry-After';

/**
 * Answers a browser that asks whether a page of another site may call. It sends no token with that question, so the
 * page's origin has to be that of a widget token that works now, or a configured one.
 *
 * @param allowed methods of the path
 * @throws LatchkeyError `wrong-origin`
 */
export async function answerPreflight(
  service: Service,
  origin: string,
  allowed: readonly string[],
): Promise<Response> {
  if (!(await mayAsk(service, origin))) {
    throw new LatchkeyError(
      'wrong-origin',
      'Pages of this origin may not call this service: there is no widget token for it. Make one first.',
    );
  }
  const headers = {
    'Access-Control-Allow-Methods': allowed.join(', '),
    'Access-Control-Allow-Headers': REQUEST_HEADERS,
    'Access-Control-Max-Age': String(MAX_AGE),
  };
  return new Response(null, { status: 204, headers });
}

/**
 * The foreign origin whose pages may read the answer to a request: the one that its widget token is bound to, also when
 * the token has just ended, so that the page learns it needs another. Nothing else may be read from outside.
 */
export async function findReader(
  service: Service,
  headers: Headers,
  caller: Caller | undefined,
): Promise<string | undefined> {
  const origin = headers.get('Origin');
  if (origin === null || origin === service.origin) return undefined;
  if (caller !== undefined) return caller.kind === 'token' && caller.origin === origin ? origin : undefined;
  const token = /^Bearer +([\w-]{1,200})$/i.exec(headers.get('Authorization') ?? '')?.[1];
  if (token === undefined) return undefined;
  if ((await findWidgetOrigin(service.ledger, token)) === origin) return origin;
  return (await mayAsk(service, origin)) ? origin : undefined;
}

async function mayAsk({ ledger, allowedOrigins }: Service, origin: string): Promise<boolean> {
  return allowedOrigins.has(origin) || isWidgetOrigin(ledger, origin);
}

/** Lets the pages of an origin read an answer. Without credentials: cookies never count there. */
export function allowReading(headers: Headers, origin: string | undefined): void {
  headers.append('Vary', 'Origin');
  if (origin === undefined) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', ANSWER_HEADERS);
}
