import { LatchkeyError } from '@latchkey/core';
import type { BatchVerifier, Signer } from '@latchkey/crypto';
import type { CheckpointStore } from './checkpoint.js';
import type { Db } from './db/schema.js';

/** How far the clock may be behind the last issue, seconds. */
export const TOLERANCE = 300;

/** What every operation works with. */
export interface Ledger {
  readonly db: Db;
  /** The vendor's name, as license files say. */
  readonly issuer: string;
  /** The issuer's key that signs now. */
  readonly signer: Signer;
  /** Checks each signature before it is stored; without one that takes a millisecond. */
  readonly engine?: Pick<BatchVerifier, 'verify'>;
  /** Where the highest numbers are kept besides the database, so that a restored backup is noticed. */
  readonly checkpoints?: CheckpointStore;
  /** The time, in whole seconds since 1970, UTC. */
  now(): number;
  /** Bytes from a cryptographic source. */
  random(length: number): Uint8Array;
}

/** @throws LatchkeyError `clock-behind`: times would run backwards, and seats with them */
export function assertClock(now: number, lastIat: number): void {
  if (now >= lastIat - TOLERANCE) return;
  throw new LatchkeyError(
    'clock-behind',
    'Nothing was issued: the clock of the issuing service is more than five minutes behind its last issue. Set the clock, then try again.',
    { details: { now, lastIssue: lastIat } },
  );
}
