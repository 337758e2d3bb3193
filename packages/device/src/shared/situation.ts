import type { LicenseClaims } from '@latchkey/core';
import type { KeySet } from '@latchkey/crypto';

/** What stored licenses are held against, wherever this code runs. */
export interface Situation {
  readonly keys: KeySet;
  readonly product: string;
  /** Of this machine, canonical. */
  readonly machineId: string;
  /** The clock, in seconds since 1970. */
  readonly now: () => number;
  /** Step 13 of *Verifying*, for a license that asks for it: has the device key sign a fresh challenge. */
  prove(license: LicenseClaims): Promise<boolean>;
  /** Lets the product do other things for a moment. */
  pause(): Promise<void>;
}
