import type { SentFile } from '../handlers/handler.js';
import { endedSessionCookie, sessionCookie } from '../callers/session-cookie.js';
import { hasTag, tagOf } from './etag.js';

/** What a handler returns, whichever route it is of. */
export interface AnyResult {
  readonly status: number;
  readonly json?: unknown;
  readonly file?: SentFile;
  readonly session?: { readonly token: string; readonly expiresAt: number } | 'ended';
}

/** Answers with JSON that a caller may already have: then with 304 and nothing. */
export function answerJson(
  request: Request,
  status: number,
  text: string,
  cacheControl = 'no-store',
): Response {
  const headers = new Headers({ 'Cache-Control': cacheControl });
  if (status === 200 && (request.method === 'GET' || request.method === 'HEAD')) {
    const tag = tagOf(text);
    headers.set('ETag', tag);
    if (hasTag(request.headers.get('If-None-Match'), tag))
      return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', 'application/json');
  headers.set('Content-Length', String(Buffer.byteLength(text)));
  return new Response(text, { status, headers });
}

/** Answers with what a handler returned. */
export function answer(request: Request, result: AnyResult, now: number, type: string | undefined): Response {
  const response = answerContent(request, result, type);
  const { session } = result;
  if (session !== undefined) {
    const cookie =
      session === 'ended' ? endedSessionCookie() : sessionCookie(session.token, session.expiresAt - now);
    response.headers.append('Set-Cookie', cookie);
  }
  return response;
}

function answerContent(
  request: Request,
  { status, json, file }: AnyResult,
  type: string | undefined,
): Response {
  if (file && type !== undefined) return answerFile(request, status, file, type);
  if (json !== undefined) return answerJson(request, status, JSON.stringify(json));
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** The names are made of letters, digits, `_`, `-` and `.` alone: see `licenseFileName`. */
function answerFile(request: Request, status: number, { name, body }: SentFile, type: string): Response {
  const headers = new Headers({
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
  if (typeof body === 'string') {
    const tag = tagOf(body);
    headers.set('ETag', tag);
    if (hasTag(request.headers.get('If-None-Match'), tag))
      return new Response(null, { status: 304, headers });
    headers.set('Content-Length', String(Buffer.byteLength(body)));
  }
  return new Response(body, { status, headers });
}
