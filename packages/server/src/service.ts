import type { KeySet } from '@latchkey/crypto';
import type { Ledger } from '@latchkey/issuer';
import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Caller } from './callers/find-caller.js';
import type { Metrics } from './metrics.js';

/** What every part of a running service shares. */
export interface Service {
  readonly ledger: Ledger;
  readonly keys: KeySet;
  /** The origin of the service itself, as browsers spell it. */
  readonly origin: string;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What is known about a request while it is being answered. */
export interface Env {
  /** Missing where the app is called without a socket. */
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    /** Number of the request, as problems and the log have it. */
    id: string;
    /** What the log and the metrics call the route: never the path itself, which may hold anything. */
    route: string;
    address: string;
    caller?: Caller;
    /** The code of the problem that was answered. */
    problem?: string;
    /** The foreign origin that may read the answer. */
    readableBy?: string;
  };
}
