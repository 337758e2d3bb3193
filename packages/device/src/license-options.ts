import { KeySet } from '@latchkey/crypto';
import { toMachine, type Machine, type MachineOptions } from './machine.js';
import { machineId } from './machine-id.js';

/** Which licenses are looked at, on which machine, held against which keys and which time. */
export interface LicenseOptions extends MachineOptions {
  /** The issuer keys to trust: a {@link KeySet}, or a parsed JWKS. Ship them with the product. */
  readonly keys: KeySet | { readonly keys: readonly unknown[] };
  /** The clock, in seconds since 1970; the system's as it is. */
  readonly now?: (() => number) | undefined;
}

/** {@link LicenseOptions}, checked and complete. */
export interface Situation {
  readonly machine: Machine;
  readonly machineId: string;
  readonly keys: KeySet;
  readonly now: () => number;
}

/**
 * Checks and completes options, and finds the machine ID out.
 *
 * @throws LatchkeyError `key-set-invalid`, and what `machineId` throws
 */
export async function toSituation(options: LicenseOptions): Promise<Situation> {
  const machine = toMachine(options);
  const keys = options.keys instanceof KeySet ? options.keys : KeySet.fromJwks(options.keys);
  return { machine, machineId: await machineId(machine), keys, now: options.now ?? systemClock };
}

function systemClock(): number {
  return Date.now() / 1000;
}
