import { LatchkeyError } from '@latchkey/core';
import type { Call } from './calls.js';
import { wait, withDeadline } from './deadline.js';
import type { HttpRequest } from './request.js';
import { readResponse, type Failure, type Success } from './read-response.js';

/** How a client sends. */
export interface Sender {
  readonly fetch: typeof fetch;
  readonly getToken: ((refused?: string) => string | Promise<string>) | undefined;
  readonly retries: number;
}

/** What stays the same however often a request is sent. */
export interface Sending {
  readonly call: Call;
  readonly request: HttpRequest;
  readonly key: string | undefined;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds before the first repetition; doubled before each further one. */
const FIRST_WAIT = 300;
/** The longest wait, milliseconds: a service that asks for more gets no repetition. */
const LONGEST_WAIT = 60_000;
/** No answer, or one that may be another in a moment. */
const PASSING = new Set([0, 429, 502, 503, 504]);
/** What stays until somebody does something about it. */
const LASTING = new Set<string>(['clock-behind', 'ledger-behind']);

/**
 * Sends a request, and again where that can help and cannot harm.
 *
 * @throws LatchkeyError the problem of the last answer; `unavailable` where none came; `internal` for an answer that is
 *   none; the reason of the caller's signal
 */
export async function send(sender: Sender, sending: Sending): Promise<Success> {
  for (let repetition = 0; ; repetition++) {
    const outcome = await attempt(sender, sending);
    if (outcome.ok) return outcome;
    const pause = pauseBefore(repetition, outcome.retryAfter);
    const mayRepeat = sending.call.repeat !== 'never' && repetition < sender.retries && pause <= LONGEST_WAIT;
    if (!mayRepeat || !isPassing(outcome)) throw outcome.error;
    await wait(pause, sending.signal);
  }
}

/** One attempt; with another token a second time, where the first is not accepted any more: nothing was done then. */
async function attempt(sender: Sender, sending: Sending): Promise<Success | Failure> {
  const { getToken } = sender;
  const { call, timeout, signal } = sending;
  const outcome = await withDeadline(timeout, signal, async (inner) => {
    const token = getToken && assertToken(await getToken());
    const first = await exchange(sender, sending, token, inner);
    if (first.ok || first.error.code !== 'unauthenticated' || !getToken) return first;
    const next = assertToken(await getToken(token));
    return next === token ? first : exchange(sender, sending, next, inner);
  });
  return outcome ?? noAnswer(call, `has not answered within ${timeout / 1000} s`);
}

async function exchange(
  sender: Sender,
  { call, request, key }: Sending,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Success | Failure> {
  const { method, url, body } = request;
  const headers: Record<string, string> = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  try {
    const response = await sender.fetch(url, {
      method,
      headers,
      signal,
      ...(body !== undefined && { body }),
      credentials: token === undefined ? 'same-origin' : 'omit',
      // The API never redirects: who does stands in between.
      redirect: 'error',
    });
    return await readResponse(response, call);
  } catch (error) {
    if (error instanceof LatchkeyError) throw error;
    return noAnswer(call, 'cannot be reached, or the connection broke', error);
  }
}

/** What headers cannot carry is refused here: the host would quote it in its error. */
function assertToken(token: unknown): string {
  if (typeof token === 'string' && /^[!-~]{1,4000}$/.test(token)) return token;
  throw new TypeError('getToken: expected a token of visible ASCII characters, got something else.');
}

function isPassing({ status, error }: Failure): boolean {
  return PASSING.has(status) && !LASTING.has(error.code);
}

/** Milliseconds; by chance up to half shorter, so that callers who failed together do not come back together. */
function pauseBefore(repetition: number, retryAfter: number | undefined): number {
  const backOff = FIRST_WAIT * 2 ** repetition * (1 - Math.random() / 2);
  return Math.max(backOff, (retryAfter ?? 0) * 1000);
}

function noAnswer({ repeat }: Call, what: string, cause?: unknown): Failure {
  const advice =
    repeat === 'never'
      ? 'It may have done what it was asked for: look before you try again.'
      : 'Check the network, then try again.';
  const error = new LatchkeyError('unavailable', `The service ${what}. ${advice}`, { cause });
  return { ok: false, status: 0, error };
}
