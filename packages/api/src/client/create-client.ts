import { BASE_PATH } from '../contract/base-path.js';
import { IDEMPOTENCY_KEY } from '../contract/headers.js';
import type { FileAnswer, InputOf, OutputOf, RouteName } from '../contract/index.js';
import { CALLS, type Call } from './calls.js';
import {
  assertRetries,
  assertTimeout,
  readBaseUrl,
  type CallOptions,
  type ClientOptions,
} from './options.js';
import type { DownloadedFile } from './read-response.js';
import { writeRequest } from './request.js';
import { send } from './send.js';

/** What a call takes: parameters of the path, query and body of its route, as one object. */
export type Input<Name extends RouteName> = InputOf<Name>;

/** What a call gives. */
export type Output<Name extends RouteName> =
  OutputOf<Name> extends FileAnswer
    ? DownloadedFile
    : OutputOf<Name> extends undefined
      ? void
      : OutputOf<Name>;

/** The API, one function for each route. */
export type Client = {
  readonly [Name in RouteName]: (
    ...args: Record<never, never> extends Input<Name>
      ? [input?: Input<Name>, options?: CallOptions]
      : [input: Input<Name>, options?: CallOptions]
  ) => Promise<Output<Name>>;
};

/**
 * Makes a client of the Latchkey service, for Node and browsers.
 *
 * Its functions fail with a `LatchkeyError`, whose `code` is that of the problem: `unavailable` where no answer came,
 * `internal` for an answer that is none and for codes of a newer service; with the reason of the signal where the caller
 * ended the call; and with what `getToken` or `validate` throw. Calls that change nothing, and those that take an
 * idempotency key, are repeated after a failure of the network, 429, 502, 503 and 504; others never.
 *
 * @throws TypeError, RangeError for options that cannot be
 */
export function createClient(options: ClientOptions): Client {
  const { getToken, timeout = 30_000, retries = 2, validate } = options;
  assertTimeout(timeout);
  const base = readBaseUrl(options.baseUrl) + BASE_PATH;
  const load = options.fetch ?? fetch;
  const sender = {
    // Browsers insist that fetch is called by itself, not as a method of something.
    fetch: (...args: Parameters<typeof fetch>) => load(...args),
    getToken,
    retries: assertRetries(retries),
  };
  const run = async (name: RouteName, input: object = {}, given: CallOptions = {}): Promise<unknown> => {
    const call: Call = CALLS[name];
    const sent = await send(sender, {
      call,
      request: writeRequest(base, call, input),
      key: call.repeat === 'by-key' ? assertKey(given.idempotencyKey ?? newKey()) : undefined,
      timeout: assertTimeout(given.timeout ?? timeout),
      signal: given.signal,
    });
    return validate && call.answer === 'json' ? validate(name, sent.status, sent.value) : sent.value;
  };
  const names = Object.keys(CALLS) as RouteName[];
  return Object.fromEntries(
    names.map((name) => [name, (input?: object, given?: CallOptions) => run(name, input, given)]),
  ) as unknown as Client;
}

function assertKey(key: string): string {
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw new TypeError('idempotencyKey: expected 1 to 200 visible ASCII characters.');
}

/** 128 bits. Not `randomUUID`: browsers have that on secure pages only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
