import { BASE_PATH, readInput, ROUTES, type Route, type RouteName } from '@latchkey/api/contract';
import { LatchkeyError } from '@latchkey/core';
import type { Context, Hono } from 'hono';
import { assertAccess } from './callers/assert-access.js';
import { assertOrigin } from './callers/assert-origin.js';
import { answerPreflight, findReader } from './callers/cors.js';
import { findCaller, type Caller } from './callers/find-caller.js';
import { readSessionCookie } from './callers/session-cookie.js';
import { HANDLERS } from './handlers/handlers.js';
import { answer, answerJson, type AnyResult } from './http/answer.js';
import { Once } from './http/once.js';
import type { RateLimiter } from './http/rate-limiter.js';
import { answerOtherMethods } from './http/other-methods.js';
import { readBody } from './http/read-body.js';
import type { Env, Service } from './service.js';

/** Bytes of a body, and of the one that holds a table. */
const BODY_LIMIT = 64 * 1024;
const BODY_LIMITS: Partial<Record<RouteName, number>> = { importOfflineLicenses: 8 * 1024 * 1024 };

/** A handler whose route is not known to the compiler; `Handlers` has seen to it that the two fit. */
type AnyHandler = (call: Readonly<Record<string, unknown>>) => Promise<AnyResult>;

/** Mounts every route of the contract, and answers what its paths do not offer. */
export function mountRoutes(app: Hono<Env>, service: Service, callers: RateLimiter): void {
  const once = new Once(service.ledger);
  const methods = new Map<string, string[]>();
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    const method = route.method.toUpperCase();
    app.on(method, BASE_PATH + route.path, (c) => answerRoute(service, callers, once, c, name, route));
    methods.set(route.path, [...(methods.get(route.path) ?? []), method]);
  }
  // Fixed paths before those with parameters, which would take them for a parameter.
  for (const path of [...methods.keys()].toSorted((a, b) => a.split(':').length - b.split(':').length)) {
    answerOtherMethods(app, BASE_PATH + path, methods.get(path) ?? [], async (c, origin, allowed) => {
      const response = await answerPreflight(service, origin, allowed);
      c.set('readableBy', origin);
      return response;
    });
  }
}

async function answerRoute(
  service: Service,
  callers: RateLimiter,
  once: Once,
  c: Context<Env>,
  name: RouteName,
  route: Route,
): Promise<Response> {
  const request = c.req.raw;
  c.set('route', `${route.method.toUpperCase()} ${route.path}`);
  const caller = await findCaller(service, request.headers);
  if (caller) c.set('caller', caller);
  const reader = await findReader(service, request.headers, caller);
  if (reader !== undefined) c.set('readableBy', reader);
  assertOrigin(service, request, caller);
  if (caller) callers.take(nameOf(caller));
  assertAccess(route.access, caller);
  const params = readParams(route, c.req.param());
  const query = route.query ? readInput(route.query, readQuery(request.url)) : {};
  const body = route.body ? await readBody(request, BODY_LIMITS[name] ?? BODY_LIMIT) : undefined;
  const call = {
    service,
    params,
    query,
    body: route.body && body ? readInput(route.body, body.value) : {},
    // A public route has no use for a token.
    caller: route.access === 'public' && caller?.kind === 'token' ? undefined : caller,
    address: c.get('address'),
    cookie: readSessionCookie(request.headers),
  };
  const handler = HANDLERS[name] as unknown as AnyHandler;
  const key = route.idempotent ? c.req.header('Idempotency-Key') : undefined;
  if (key === undefined || caller === undefined) {
    return answer(request, await handler(call), service.ledger.now(), fileTypeOf(route));
  }
  const whole = { method: request.method, path: c.req.path, text: body?.text ?? '' };
  const done = await once.do(caller.actor, key, whole, async () => {
    const { status, json } = await handler(call);
    return { status, body: JSON.stringify(json) };
  });
  const response = answerJson(request, done.status, done.body);
  if (done.replayed) response.headers.set('Idempotency-Replayed', 'true');
  return response;
}

/** What does not fit a parameter names nothing. */
function readParams(route: Route, given: Record<string, string>): unknown {
  if (!route.params) return {};
  const read = route.params.safeParse(given);
  if (read.success) return read.data;
  throw new LatchkeyError('not-found', 'There is nothing at this address. Look at how it is spelled.');
}

/**
 * A name that comes twice is a list, which no field takes.
 *
 * @throws LatchkeyError `request-invalid` for the one character that PostgreSQL cannot keep
 */
function readQuery(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const fields = new Map<string, string | string[]>();
  for (const name of new Set(searchParams.keys())) {
    const all = searchParams.getAll(name);
    if (all.some((value) => value.includes('\0'))) {
      const why = `Nothing was done: the field ${name.slice(0, 50)} holds the character U+0000. Leave it out.`;
      throw new LatchkeyError('request-invalid', why, { details: { fields: [name.slice(0, 50)] } });
    }
    fields.set(name, all.length === 1 ? (all[0] as string) : all);
  }
  // Not by assignment: a field may be called __proto__.
  return Object.fromEntries(fields);
}

function fileTypeOf(route: Route): string | undefined {
  const files = Object.values(route.answers).flatMap((given) =>
    given && 'file' in given ? [given.file] : [],
  );
  return files[0];
}

function nameOf({ actor }: Caller): string {
  return actor.kind === 'console' ? actor.kind : `${actor.kind}:${actor.id}`;
}
