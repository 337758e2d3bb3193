import type { LatchkeyError } from '@latchkey/core';

/** A stored license: what it holds, or why it could not be read. `file` says where it is. */
export type StoredFile =
  | { readonly file: string; readonly data: string | Uint8Array }
  | { readonly file: string; readonly error: LatchkeyError };
