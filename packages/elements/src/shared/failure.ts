import { LatchkeyError, type ErrorCode } from '@latchkey/core';
import type { FailureMessages } from '../locales/failures.js';
import type { Advice } from '../locales/text.js';

/** What to tell a person about an error of a back end. */
export function explainFailure(error: unknown, failures: FailureMessages): Advice {
  const code = codeOf(error);
  return Object.hasOwn(failures, code) ? failures[code as keyof FailureMessages] : failures.unknown;
}

/** What the error says itself, in English, for the details. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a `LatchkeyError`; by name too, since a page may hold two copies of core. */
function codeOf(error: unknown): ErrorCode | 'unknown' {
  return isLatchkeyError(error) ? error.code : 'unknown';
}

function isLatchkeyError(error: unknown): error is LatchkeyError {
  return error instanceof LatchkeyError || (error instanceof Error && error.name === 'LatchkeyError');
}

/** True where only a new device key helps, which a person has to decide about. */
export function isKeyGone(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'device-key-lost' || code === 'device-key-invalid';
}
