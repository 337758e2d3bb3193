import { LatchkeyError, type ErrorCode } from '@latchkey/core';

/** True for a {@link LatchkeyError} with one of these codes. */
export function hasCode(error: unknown, ...codes: ErrorCode[]): error is LatchkeyError {
  return error instanceof LatchkeyError && codes.includes(error.code);
}

/** The code of an error of the operating system, as `ENOENT`; empty for any other error. */
export function systemCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
