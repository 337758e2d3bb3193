import { SESSION_COOKIE } from '@latchkey/api/contract';

/**
 * The prefix `__Host-` of the names makes browsers refuse the cookie unless it is set with these attributes, over TLS
 * (or on this machine), by this very host: no neighbor can plant one.
 */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The token in the cookie of a request; `undefined` where there is none, or more than one. */
export function readSessionCookie(headers: Headers): string | undefined {
  return readCookie(headers, SESSION_COOKIE);
}

/** @param seconds how long the session lasts */
export function sessionCookie(token: string, seconds: number): string {
  return writeCookie(SESSION_COOKIE, token, seconds);
}

/** The cookie that makes a browser forget the one it has. */
export function endedSessionCookie(): string {
  return writeCookie(SESSION_COOKIE, '', 0);
}

export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== '' ? value : undefined;
}

export function writeCookie(name: string, value: string, seconds: number): string {
  return `${name}=${value}; Max-Age=${Math.max(0, Math.floor(seconds))}; ${ATTRIBUTES}`;
}
