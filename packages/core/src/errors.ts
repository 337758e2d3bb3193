import type { Problem, ProblemDetails } from './problem.js';

/**
 * What can go wrong in a way the caller has to hear about. A license that is refused is not among them:
 * that is a {@link Refused} verdict, a value. Wrong types are `TypeError`, wrong lengths `RangeError`.
 */
export type ErrorCode =
  | Problem
  | 'machine-id-unavailable'
  | 'product-invalid'
  | 'claims-invalid'
  | 'key-set-invalid'
  | 'key-file-invalid'
  | 'passphrase-required'
  | 'passphrase-wrong'
  | 'passphrase-invalid'
  | 'device-key-missing'
  | 'device-key-invalid'
  | 'signing-fault'
  | 'file-exists'
  | 'file-not-found'
  | 'file-not-regular'
  | 'file-too-large'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'browser-unsupported'
  | 'device-key-lost'
  | 'storage-full'
  | 'storage-blocked'
  | 'storage-newer'
  | 'storage-unavailable';

/**
 * The one error class of Latchkey. `code` is stable and meant for programs; `message` says what happened,
 * why, and what to do next, and never holds a secret or the text of a license.
 */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError';
  readonly code: ErrorCode;
  /** What a program may want to know about it. */
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; details?: ProblemDetails }) {
    super(message, options);
    this.code = code;
    this.details = options?.details ?? {};
  }
}
