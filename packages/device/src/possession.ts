import { CHALLENGE_BYTES, type LicenseClaims } from '@latchkey/core';
import type { Signer } from '@latchkey/crypto';
import { deviceSigner } from './device-key.js';
import { toMachine, type MachineOptions } from './machine.js';
import { hasCode } from './shared/has-code.js';
import { proveKey } from './shared/prove-key.js';

/**
 * Has the device key of this machine sign a fresh challenge, and says whether that proves what a license asks
 * for (step 13 of *Verifying*): that the key is the one named in `cnf`, and the one that a machine ID of the
 * scheme `device` commits to.
 *
 * @returns false where the key is missing, cannot be used or is another one. `needsPossession` of
 *   @latchkey/core says whether a license asks at all.
 * @throws LatchkeyError `product-invalid`
 */
export async function provePossession(license: LicenseClaims, options: MachineOptions): Promise<boolean> {
  const machine = toMachine(options);
  const signer = await findSigner(machine);
  return signer !== undefined && proveKey(license, signer, machine.system.randomBytes(CHALLENGE_BYTES));
}

async function findSigner(machine: MachineOptions): Promise<Signer | undefined> {
  try {
    return await deviceSigner(machine, { create: false });
  } catch (error) {
    if (hasCode(error, 'device-key-missing', 'device-key-invalid')) return undefined;
    throw error;
  }
}
