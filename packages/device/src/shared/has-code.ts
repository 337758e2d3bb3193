import { LatchkeyError, type ErrorCode } from '@latchkey/core';

/** True for a {@link LatchkeyError} with one of these codes. */
export function hasCode(error: unknown, ...codes: ErrorCode[]): error is LatchkeyError {
  return error instanceof LatchkeyError && codes.includes(error.code);
}
