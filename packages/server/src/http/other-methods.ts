import { BASE_PATH } from '@latchkey/api/contract';
import { LatchkeyError } from '@latchkey/core';
import type { Context, Hono } from 'hono';
import type { Env } from '../service.js';

/** Answers a browser that asks whether a page of another origin may call. */
type Preflight = (c: Context<Env>, origin: string, allowed: readonly string[]) => Promise<Response>;

/**
 * Answers what a path does not offer: OPTIONS with the methods that it has, the rest with a refusal that names them. To
 * be called after the methods themselves are mounted.
 */
export function answerOtherMethods(
  app: Hono<Env>,
  path: string,
  methods: readonly string[],
  preflight?: Preflight,
): void {
  const offered = new Set([...methods, 'OPTIONS']);
  if (offered.has('GET')) offered.add('HEAD');
  const allowed = [...offered].toSorted();
  app.all(path, async (c) => {
    c.set('route', `${c.req.method === 'OPTIONS' ? 'OPTIONS' : 'other'} ${path.replace(BASE_PATH, '')}`);
    if (c.req.method !== 'OPTIONS') throw refusal(allowed);
    const origin = c.req.header('Origin');
    const asks = origin !== undefined && c.req.header('Access-Control-Request-Method') !== undefined;
    if (asks && preflight) return preflight(c, origin, allowed);
    return new Response(null, { status: 204, headers: { Allow: allowed.join(', ') } });
  });
}

function refusal(allowed: readonly string[]): LatchkeyError {
  return new LatchkeyError(
    'method-not-allowed',
    `Nothing was done: this address takes ${allowed.join(', ')}. The document at ${BASE_PATH}/openapi.json has all routes.`,
    { details: { allowed } },
  );
}
