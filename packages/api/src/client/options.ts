import type { RouteName } from '../contract/index.js';

/** What a client needs to know. */
export interface ClientOptions {
  /** Address of the service, for example `https://licenses.example.com`; '' for the site that the page came from. */
  readonly baseUrl: string;
  /**
   * The bearer token to call with, asked for before each call; remember it yourself. Without this function, cookies are
   * sent, to the own site only.
   *
   * @param refused the token that the service did not accept any more: get another one
   */
  readonly getToken?: (refused?: string) => string | Promise<string>;
  /** In place of the host's own. */
  readonly fetch?: typeof fetch;
  /** Milliseconds that one attempt may take, its answer included; 30,000 as it is. */
  readonly timeout?: number;
  /** How often a call is repeated that can be, 0 to 10; 2 as it is. */
  readonly retries?: number;
  /**
   * Looks at each JSON answer before it is returned, and may replace it. `readAnswer` of `@latchkey/api/contract` checks
   * it against the contract; that loads a validator, which is why pages do without.
   *
   * @throws whatever the call is to fail with
   */
  readonly validate?: (route: RouteName, status: number, answer: unknown) => unknown;
}

/** What one call may be given besides its input. */
export interface CallOptions {
  /** Ends the call; it fails with the reason of the signal then. */
  readonly signal?: AbortSignal;
  /** In place of the client's. */
  readonly timeout?: number;
  /**
   * In place of one that the client makes: keep it with what a person is about to do, and a second click, or another
   * page, does nothing twice. 1 to 200 visible characters of ASCII.
   */
  readonly idempotencyKey?: string;
}

/** The longest that timers can wait. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** @throws RangeError */
export function assertTimeout(timeout: number): number {
  if (timeout > 0 && timeout <= MAX_TIMEOUT) return timeout;
  throw new RangeError(`timeout: expected milliseconds, more than 0 and less than 2^31, got ${timeout}`);
}

/** @throws RangeError */
export function assertRetries(retries: number): number {
  if (Number.isInteger(retries) && retries >= 0 && retries <= 10) return retries;
  throw new RangeError(`retries: expected a whole number from 0 to 10, got ${retries}`);
}

/**
 * The address that paths are added to.
 *
 * @throws TypeError
 */
export function readBaseUrl(baseUrl: string): string {
  const bare = baseUrl.replace(/\/+$/, '');
  // Credentials in an address end up in logs, and fetch refuses them.
  if (/^(https?:\/\/[^/?#@\s]+)?(\/[^?#\s]*)?$/.test(bare) && !bare.startsWith('//')) return bare;
  throw new TypeError('baseUrl: expected an address such as https://licenses.example.com, or a path.');
}
