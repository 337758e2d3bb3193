import type { ErrorCode } from '@latchkey/core';
import type { Advice } from './text.js';

/**
 * What can go wrong with the licenses of this machine, aside from a license that is refused: see `ActivationBackend`.
 * A code that is not among them is told as `unknown`.
 */
type FailureCode =
  | Extract<
      ErrorCode,
      | 'machine-id-unavailable'
      | 'browser-unsupported'
      | 'device-key-lost'
      | 'device-key-invalid'
      | 'storage-full'
      | 'storage-blocked'
      | 'storage-newer'
      | 'storage-unavailable'
    >
  | 'unknown';

export type FailureMessages = Readonly<Record<FailureCode, Advice>>;
