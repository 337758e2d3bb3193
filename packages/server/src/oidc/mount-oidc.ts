import type { ProblemDocument } from '@latchkey/api/contract';
import { LatchkeyError } from '@latchkey/core';
import { signInExternal, signOut } from '@latchkey/issuer';
import type { Context, Hono } from 'hono';
import { readCookie, readSessionCookie, sessionCookie, writeCookie } from '../callers/session-cookie.js';
import { answerProblem } from '../http/problems.js';
import { describeError } from '../log.js';
import type { OidcOptions } from '../options.js';
import { html } from '../reference/html.js';
import type { Env, Service } from '../service.js';
import { OidcClient, type Departure } from './oidc-client.js';

const START = '/sign-in/oidc';
const CALLBACK = `${START}/callback`;
/** Holds what a browser must remember while it is at the provider: no process of the service has to. */
const COOKIE = '__Host-latchkey-oidc';
/** How long a browser may stay there, seconds. */
const ABSENCE = 600;

interface Absence extends Departure {
  /** Where to go afterwards, in this service. */
  readonly to: string;
}

/** Mounts sign-in at an OpenID provider. Both addresses are for browsers, and so are their refusals. */
export function mountOidc(app: Hono<Env>, service: Service, options: OidcOptions): void {
  const client = new OidcClient(options, service.origin + CALLBACK);
  app.get(START, (c) =>
    withPage(service, c, START, async () => {
      const { url, departure } = await client.depart();
      const absence: Absence = { ...departure, to: ownPath(service, c.req.query('to')) };
      const value = Buffer.from(JSON.stringify(absence)).toString('base64url');
      return redirect(url.href, [writeCookie(COOKIE, value, ABSENCE)]);
    }),
  );
  app.get(CALLBACK, (c) =>
    withPage(service, c, CALLBACK, async () => {
      const { headers, url } = c.req.raw;
      const absence = readAbsence(readCookie(headers, COOKIE));
      const identity = await client.arrive(new URL(url).search, absence);
      const { token, expiresAt } = await signInExternal(service.ledger, identity);
      const before = readSessionCookie(headers);
      if (before !== undefined) await signOut(service.ledger, before);
      const session = sessionCookie(token, expiresAt - service.ledger.now());
      return redirect(absence.to, [session, writeCookie(COOKIE, '', 0)]);
    }),
  );
}

async function withPage(
  service: Service,
  c: Context<Env>,
  path: string,
  work: () => Promise<Response>,
): Promise<Response> {
  c.set('route', `GET ${path}`);
  try {
    return await work();
  } catch (error) {
    if (error instanceof LatchkeyError && error.code === 'sign-in-failed' && error.cause !== undefined) {
      service.log.warn({ id: c.get('id'), error: describeError(error.cause) }, 'oidc');
    }
    return asPage(answerProblem(service, c, error));
  }
}

/** The same refusal for people. */
async function asPage(response: Response): Promise<Response> {
  const { title, detail } = (await response.json()) as ProblemDocument;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${detail}</p>
          <p><a href="${START}">Sign in again</a> · <a href="/">Home</a></p>
        </main>
      </body>
    </html> `;
  const headers = new Headers(response.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(page.text, { status: response.status, headers });
}

function readAbsence(cookie: string | undefined): Absence {
  try {
    const value: unknown = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString());
    const { state, nonce, verifier, to } = value as Partial<Absence>;
    if (
      typeof state === 'string' &&
      typeof nonce === 'string' &&
      typeof verifier === 'string' &&
      typeof to === 'string'
    ) {
      return { state, nonce, verifier, to };
    }
  } catch {
    // Said below.
  }
  throw new LatchkeyError(
    'sign-in-failed',
    'You are not signed in. This browser did not begin to sign in, or that was more than ten minutes ago. Try again.',
  );
}

/** A place within the service: nobody else's link may lead on from here. */
function ownPath({ origin }: Service, to = '/'): string {
  if (!/^\/(?![/\\])/.test(to) || to.length > 1000 || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : '/';
}

function redirect(to: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: to, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}
