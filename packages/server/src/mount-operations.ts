import type { Hono } from 'hono';
import { answerJson } from './http/answer.js';
import { answerOtherMethods } from './http/other-methods.js';
import type { Env, Service } from './service.js';

/** How long others may keep the key set, seconds: a key that was taken out must be gone soon. */
const KEYS_MAX_AGE = 300;

/** Mounts what machines ask: the key set, whether the service is well, and its counters. */
export function mountOperations(app: Hono<Env>, service: Service, isClosing: () => boolean): void {
  const { ledger, keys, metrics } = service;
  const jwks = JSON.stringify(keys.toJwks());
  app.get('/.well-known/jwks.json', (c) => {
    c.set('route', 'GET /.well-known/jwks.json');
    return answerJson(c.req.raw, 200, jwks, `public, max-age=${KEYS_MAX_AGE}`);
  });
  app.get('/health', (c) => {
    c.set('route', 'GET /health');
    return answerJson(c.req.raw, 200, '{"ok":true}');
  });
  app.get('/ready', async (c) => {
    c.set('route', 'GET /ready');
    if (isClosing()) return answerJson(c.req.raw, 503, '{"ok":false,"why":"closing"}');
    // Throws what is answered with 503.
    await ledger.db.selectFrom('setting').select('name').limit(1).execute();
    return answerJson(c.req.raw, 200, '{"ok":true}');
  });
  app.get('/metrics', async (c) => {
    c.set('route', 'GET /metrics');
    const headers = { 'Content-Type': metrics.registry.contentType, 'Cache-Control': 'no-store' };
    return new Response(await metrics.registry.metrics(), { headers });
  });
  for (const path of ['/.well-known/jwks.json', '/health', '/ready', '/metrics']) {
    answerOtherMethods(app, path, ['GET']);
  }
}
