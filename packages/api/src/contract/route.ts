import type { Problem } from '@latchkey/core';
import type { z } from 'zod';
import type { Scope } from './scopes.js';

/** Who may call a route, besides what the rules of the ledger say. The access matrix of the tests has a row for each. */
export type Access =
  /** Anybody. */
  | 'public'
  /** Who has signed in; no token. */
  | 'session'
  /** Who has signed in, or any token: what comes back depends on who asks. */
  | 'caller'
  /** Who has signed in, or a token with this scope. */
  | { readonly scope: Scope };

/** A file as a success answer. */
export interface FileAnswer {
  /** Its media type. */
  readonly file: string;
  readonly description: string;
}

/** One success answer: JSON by a schema, a file, or nothing. */
export type Answer = z.ZodType | FileAnswer | undefined;

/**
 * One operation of the API: the only place that names its method, path and fields. The server mounts it, the client
 * calls it, and the OpenAPI document describes it.
 *
 * No name occurs twice among `params`, `query` and `body`: the client takes them as one object. A route has a query or
 * a body, never both.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, with parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** Parameters of the path. One that does not fit names nothing: `not-found`, not `request-invalid`. */
  readonly params?: z.ZodObject;
  /** Every field is optional, and unknown ones are refused. Absent fields must be absent, not `undefined`. */
  readonly query?: z.ZodObject;
  /** Unknown fields are refused. */
  readonly body?: z.ZodObject;
  /** By status: what comes back. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** What it refuses with, besides what its fields and its access bring along: see `problemsOf`. */
  readonly problems: readonly Problem[];
  /** True where an `Idempotency-Key` is taken: asking twice does it once. */
  readonly idempotent?: true;
  /** True for a POST that changes nothing, and may be repeated like a GET. */
  readonly safe?: true;
}
