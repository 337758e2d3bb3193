import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeySet } from '@latchkey/crypto';
import { toMachine, type Machine, type MachineOptions } from './machine.js';
import { machineId } from './machine-id.js';
import { provePossession } from './possession.js';
import type { Situation } from './shared/situation.js';

/** Which licenses are looked at, on which machine, held against which keys and which time. */
export interface LicenseOptions extends MachineOptions {
  /** The issuer keys to trust: a {@link KeySet}, or a parsed JWKS. Ship them with the product. */
  readonly keys: KeySet | { readonly keys: readonly unknown[] };
  /** The clock, in seconds since 1970; the system's as it is. */
  readonly now?: (() => number) | undefined;
}

/** {@link LicenseOptions}, checked and complete. */
export interface MachineSituation extends Situation {
  readonly machine: Machine;
}

/**
 * Checks and completes options, and finds the machine ID out.
 *
 * @throws LatchkeyError `key-set-invalid`, and what `machineId` throws
 */
export async function toSituation(options: LicenseOptions): Promise<MachineSituation> {
  const machine = toMachine(options);
  const keys = options.keys instanceof KeySet ? options.keys : KeySet.fromJwks(options.keys);
  return {
    machine,
    product: machine.product,
    machineId: await machineId(machine),
    keys,
    now: options.now ?? systemClock,
    prove: (license) => provePossession(license, machine),
    pause: nextTurn,
  };
}

function systemClock(): number {
  return Date.now() / 1000;
}
