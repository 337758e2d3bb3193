import { findSession, findToken, type Actor } from '@latchkey/issuer';
import type { Service } from '../service.js';
import { readSessionCookie } from './session-cookie.js';

/** Who sends a request. */
export type Caller =
  /** A browser with the cookie of a session. */
  | { readonly kind: 'session'; readonly actor: Actor & { readonly kind: 'account' }; readonly token: string }
  /** A program with a token; where the token is a widget's, a page of its origin. */
  | { readonly kind: 'token'; readonly actor: Actor; readonly origin: string | null };

const BEARER = /^Bearer +([\w-]{1,200})$/i;

/**
 * Finds out who sends a request: every time anew, so that whoever signs out or loses a token is nobody at once. An
 * `Authorization` header counts alone: a cookie beside it is not looked at.
 */
export async function findCaller({ ledger }: Service, headers: Headers): Promise<Caller | undefined> {
  const authorization = headers.get('Authorization');
  if (authorization !== null) {
    const bearer = BEARER.exec(authorization)?.[1];
    const found = bearer === undefined ? undefined : await findToken(ledger, bearer);
    return found && { kind: 'token', actor: found.actor, origin: found.origin };
  }
  const token = readSessionCookie(headers);
  const session = token === undefined ? undefined : await findSession(ledger, token);
  if (token === undefined || session === undefined || session.actor.kind !== 'account') return undefined;
  return { kind: 'session', actor: session.actor, token };
}
