import { BASE_PATH, openApiDocument } from '@latchkey/api/contract';
import type { Hono } from 'hono';
import { answerJson } from '../http/answer.js';
import { hasTag, tagOf } from '../http/etag.js';
import { answerOtherMethods } from '../http/other-methods.js';
import type { Env, Service } from '../service.js';
import { renderReference } from './render-reference.js';
import { STYLE } from './style.js';

/** Mounts the OpenAPI document, and the page that people read it as. Both are made once. */
export function mountReference(app: Hono<Env>, { origin }: Service): void {
  const document = openApiDocument({ serverUrl: origin });
  const text = JSON.stringify(document);
  app.get(`${BASE_PATH}/openapi.json`, (c) => {
    c.set('route', `GET /openapi.json`);
    return answerJson(c.req.raw, 200, text, 'no-cache');
  });
  const pages = [
    ['/api/docs', 'text/html; charset=utf-8', renderReference(document)],
    ['/api/docs/style.css', 'text/css; charset=utf-8', STYLE],
  ] as const;
  for (const [path, type, page] of pages) {
    const tag = tagOf(page);
    app.get(path, (c) => {
      c.set('route', `GET ${path}`);
      const headers = new Headers({ 'Cache-Control': 'no-cache', ETag: tag });
      if (hasTag(c.req.header('If-None-Match'), tag)) return new Response(null, { status: 304, headers });
      headers.set('Content-Type', type);
      headers.set('Content-Length', String(Buffer.byteLength(page)));
      return new Response(page, { headers });
    });
  }
  for (const [path] of [[`${BASE_PATH}/openapi.json`], ...pages] as const) {
    answerOtherMethods(app, path, ['GET']);
  }
}
