import { LatchkeyError, type ErrorCode } from '@latchkey/core';

const ADVICE = {
  'storage-full':
    'The browser has no room left for this page, so nothing was stored. Free space on the disk or remove data ' +
    'of other pages, then try again.',
  'storage-blocked':
    'Another window keeps the storage of this page busy, so nothing was stored or read. Close the other windows ' +
    'of this app, then try again.',
  'storage-newer':
    'What is stored was written by a newer version of this app, and was left as it is. Reload the page, or ' +
    'update the app.',
  'storage-unavailable':
    'The browser does not let this page keep data, so nothing was stored or read. Allow it to store site data; a ' +
    'private window may not be able to.',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** The codes of faults of the storage. */
export type StorageFault = keyof typeof ADVICE;

/** What the browser calls faults that have a code of their own; every other `DOMException` means "not available". */
const FAULTS: ReadonlyMap<string, StorageFault> = new Map([
  ['QuotaExceededError', 'storage-full'],
  ['VersionError', 'storage-newer'],
]);

/** The error that says what is wrong with the storage and what to do about it. */
export function storageError(code: StorageFault, cause?: unknown): LatchkeyError {
  const name = nameOf(cause);
  return new LatchkeyError(code, `${ADVICE[code]}${name && ` (${name})`}`, { cause });
}

/** An error that the storage failed with, under its code. What is no fault of the storage stays as it is. */
export function toStorageError(error: unknown): unknown {
  return error instanceof DOMException
    ? storageError(FAULTS.get(error.name) ?? 'storage-unavailable', error)
    : error;
}

function nameOf(cause: unknown): string {
  return cause instanceof DOMException ? cause.name : '';
}
