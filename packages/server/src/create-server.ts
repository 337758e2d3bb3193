import { LatchkeyError } from '@latchkey/core';
import { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { allowReading } from './callers/cors.js';
import { readAddress } from './http/address.js';
import { secure } from './http/headers.js';
import { answerProblem } from './http/problems.js';
import { RateLimiter } from './http/rate-limiter.js';
import { createListener } from './listen.js';
import { createLogger } from './log.js';
import { createMetrics } from './metrics.js';
import { mountOperations } from './mount-operations.js';
import { mountReference } from './reference/mount-reference.js';
import { mountRoutes } from './mount-routes.js';
import { mountOidc } from './oidc/mount-oidc.js';
import type { ServerOptions } from './options.js';
import { observe } from './observe.js';
import type { Env, Service } from './service.js';
import { mountStaticFiles } from './static-files.js';

/** A service that can be started and stopped. */
export interface LatchkeyServer {
  /** Answers requests without a socket. */
  readonly app: { fetch(request: Request): Response | Promise<Response> };
  /**
   * Begins to accept requests.
   *
   * @param port 0 for one that the system picks
   * @param host this machine alone, as it is
   * @returns the port
   */
  listen(port: number, host?: string): Promise<number>;
  /** Accepts no more requests and finishes those that run. The ledger stays open: it belongs to the caller. */
  close(): Promise<void>;
}

/**
 * Makes the issuing service: the contract of `@latchkey/api` over the ledger, and what belongs to a service besides.
 *
 * @throws TypeError for a base URL or an origin that is none
 */
export function createServer(options: ServerOptions): LatchkeyServer {
  const { ledger, keys, rateLimits = {}, staticFolders = [], drainSeconds = 30, oidc } = options;
  const service: Service = {
    ledger,
    keys,
    origin: originOf(options.baseUrl),
    allowedOrigins: new Set((options.allowedOrigins ?? []).map(originOf)),
    log: options.logger ?? createLogger(),
    metrics: createMetrics(),
  };
  let closing: Promise<void> | undefined;
  const isClosing = () => closing !== undefined;
  const addresses = new RateLimiter(rateLimits.perAddress ?? 600);
  const callers = new RateLimiter(rateLimits.perCaller ?? 1200);

  const app = new Hono<Env>();
  app.onError((error, c) => answerProblem(service, c, error));
  app.notFound((c) => answerProblem(service, c, nothingHere()));
  app.use(async (c, next) => {
    c.set('id', randomUUID());
    c.set('route', 'other');
    c.set('address', readAddress(c, options.trustProxy ?? false));
    await observe(service, c, next);
    secure(service, c.res.headers);
  });
  app.use('/api/v1/*', async (c, next) => {
    await next();
    allowReading(c.res.headers, c.get('readableBy'));
  });
  for (const path of ['/api/*', '/sign-in/*']) {
    app.use(path, async (c, next) => {
      addresses.take(c.get('address'));
      await next();
    });
  }
  mountOperations(app, service, isClosing);
  mountReference(app, service);
  mountRoutes(app, service, callers);
  if (oidc) mountOidc(app, service, oidc);
  mountStaticFiles(app, staticFolders);

  const listener = createListener(app, isClosing);
  return {
    app: { fetch: (request) => app.fetch(request, {}) },
    listen: (port, host) => listener.listen(port, host),
    close: () => (closing ??= Promise.resolve().then(() => listener.close(drainSeconds))),
  };
}

function originOf(url: string): string {
  const { origin, href } = new URL(url);
  if (href !== `${origin}/`) {
    throw new TypeError(
      `${url} must be scheme, host and port alone, for example https://licenses.example.com`,
    );
  }
  return origin;
}

function nothingHere(): LatchkeyError {
  return new LatchkeyError('not-found', 'There is nothing at this address. Look at how it is spelled.');
}
