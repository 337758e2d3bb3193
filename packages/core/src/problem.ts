/**
 * Every answer of the issuing side that is not a success, with its HTTP status (RFC 9457). The list is closed: whoever
 * shows problems has a text for each. `machine-id-invalid`, `not-renewable` and `period-invalid` are the codes of the
 * formats.
 */
export const PROBLEM_STATUS = {
  /** No session or token, or one that has ended. */
  unauthenticated: 401,
  /** E-mail and password do not belong together. */
  'sign-in-failed': 401,
  /** The role, or the scope of the token, does not allow this. */
  forbidden: 403,
  /** A request that another site made a browser send, or a token of another origin. */
  'wrong-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  /** Something with this name is there already. */
  exists: 409,
  /** An organization must keep an owner. */
  'last-owner': 409,
  /** The invite was used, has ended, or never was. */
  'invite-invalid': 409,
  /** The first operator exists. */
  'set-up-done': 409,
  'not-eligible': 409,
  /** The paid term has not begun. */
  'term-ahead': 409,
  'term-over': 409,
  'no-seats': 409,
  'not-renewable': 409,
  'already-ended': 409,
  'too-large': 413,
  'not-json': 415,
  /** A field is missing or does not fit; `details` names each. */
  'request-invalid': 422,
  'machine-id-invalid': 422,
  'wrong-product': 422,
  /** An activation request that does not hold; `details` has the reason. */
  'activation-request-invalid': 422,
  'confirmation-missing': 422,
  'period-invalid': 422,
  /** The idempotency key came with another request before. */
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  /** Ours to mend. */
  internal: 500,
  /** The database does not answer, or refuses to write. */
  unavailable: 503,
  /** The clock is behind the last issue. */
  'clock-behind': 503,
  /** The ledger was restored from a backup and misses what was issued since. */
  'ledger-behind': 503,
} as const;

export type Problem = keyof typeof PROBLEM_STATUS;

/** What programs may want to know about a problem; times are seconds since 1970, UTC. */
export type ProblemDetails = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[]>
>;
