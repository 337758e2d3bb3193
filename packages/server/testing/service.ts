import { issuerJwk, KeySet } from '@latchkey/crypto';
import type { Actor, Scope } from '@latchkey/issuer';
import { pino } from 'pino';
import { DATABASES, type TestDatabase } from '../../issuer/testing/databases.js';
import { openFixture, type Fixture } from '../../issuer/testing/ledger.js';
import { openSession } from '../../issuer/src/people/session.js';
import { createToken } from '../../issuer/src/people/tokens.js';
import { createServer } from '../src/create-server.js';
import type { ServerOptions } from '../src/options.js';

/** What browsers call the service in tests; a proxy with TLS would stand before it. */
export const ORIGIN = 'https://licenses.example';

/** Who a request comes from: a browser with a session, a program with a token, or nobody. */
export type Credentials = { readonly cookie: string } | { readonly token: string } | undefined;

export interface RequestOptions {
  readonly as?: Credentials;
  readonly body?: unknown;
  /** Beside what a client sends anyhow; `null` leaves one of those out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text read as JSON; `undefined` where it is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look at answers of every kind
  readonly json: any;
}

/** A service with real sockets over a real database, whose ledger tests see as well. */
export interface TestService {
  readonly fixture: Fixture;
  readonly url: string;
  /** Every line of the log. */
  readonly log: string[];
  /** Below `/api/v1`, unless the path begins with that or is outside of it: then with a leading `!`. */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** Signs a person in. */
  signIn(actor: Actor): Promise<{ cookie: string }>;
  /** Makes a token of `acme`. */
  makeToken(...scopes: Scope[]): Promise<{ token: string; id: string }>;
  /** Stops the service and keeps its database. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export const SQLITE = DATABASES[0] as TestDatabase;
export { DATABASES, type TestDatabase };

/** Limits that no test runs into by chance. */
const WIDE = { perAddress: 1_000_000, perCaller: 1_000_000 };

/** @param at port to listen on; any that is free for 0 */
export async function startService(
  options: Partial<ServerOptions> = {},
  database: TestDatabase = SQLITE,
  at = 0,
): Promise<TestService> {
  const fixture = await openFixture(database);
  const { ledger } = fixture;
  const log: string[] = [];
  const server = createServer({
    ledger,
    keys: KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] }),
    baseUrl: ORIGIN,
    logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    rateLimits: WIDE,
    ...options,
  });
  const port = await server.listen(at);
  const url = `http://127.0.0.1:${port}`;
  return {
    fixture,
    url,
    log,
    request: (method, path, given) => send(url, method, path, given),
    async signIn(actor) {
      if (actor.kind !== 'account') throw new TypeError('Only people sign in.');
      const { token } = await ledger.db.transaction().execute((trx) => openSession(ledger, trx, actor.id));
      return { cookie: `__Host-latchkey=${token}` };
    },
    makeToken: (...scopes) =>
      createToken(ledger, fixture.owner, {
        organizationId: 'acme',
        name: 'program',
        scopes,
        expiresAt: ledger.now() + 30 * 86_400,
      }),
    stop: () => server.close(),
    async close() {
      await server.close();
      await fixture.close();
    },
  };
}

/** Sends a request as a browser in a page of the service or a program would, unless told otherwise. */
export async function send(
  url: string,
  method: string,
  path: string,
  { as, body, headers: given = {} }: RequestOptions = {},
): Promise<Answer> {
  const headers = new Headers();
  if (as && 'cookie' in as) {
    headers.set('Cookie', as.cookie);
    headers.set('Origin', ORIGIN);
  }
  if (as && 'token' in as) headers.set('Authorization', `Bearer ${as.token}`);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(given)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const address = path.startsWith('!') ? path.slice(1) : `/api/v1${path}`;
  const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(url + address, {
    method,
    headers,
    redirect: 'manual',
    ...(content !== undefined && { body: content }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: tryJson(text) };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
