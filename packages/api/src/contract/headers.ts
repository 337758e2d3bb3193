/** The cookie of a session. */
export const SESSION_COOKIE = '__Host-latchkey';

/** What an `Idempotency-Key` may be: 1 to 200 visible characters of ASCII. */
export const IDEMPOTENCY_KEY = /^[!-~]{1,200}$/;
