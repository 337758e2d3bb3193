import type { Context, Next } from 'hono';
import type { Env, Service } from './service.js';

/** What the log calls the caller: its number, never its name or secret. */
function callerOf(c: Context<Env>): string | undefined {
  const actor = c.get('caller')?.actor;
  if (actor === undefined || actor.kind === 'console') return undefined;
  return `${actor.kind}:${actor.id}`;
}

/**
 * Answers a request, then counts it and writes a line about it. The line has the route and no address, since that can
 * hold what is nobody's business, and none of the headers or the body.
 */
export async function observe({ log, metrics }: Service, c: Context<Env>, next: Next): Promise<void> {
  const start = performance.now();
  await next();
  const milliseconds = performance.now() - start;
  const route = c.get('route');
  const { status } = c.res;
  metrics.requests.inc({ route, status: String(status) });
  metrics.seconds.observe({ route }, milliseconds / 1000);
  const line = {
    id: c.get('id'),
    route,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    address: c.get('address'),
    caller: callerOf(c),
    problem: c.get('problem'),
  };
  if (status >= 500) log.error(line, 'request');
  else log.info(line, 'request');
}
