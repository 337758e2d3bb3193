import {
  CHALLENGE_BYTES,
  machineIdFromDevice,
  parseMachineId,
  possessionMessage,
  type LicenseClaims,
} from '@latchkey/core';
import { verifySignature, type Signer } from '@latchkey/crypto';
import { deviceSigner } from './device-key.js';
import { hasCode } from './errors.js';
import { toMachine, type MachineOptions } from './machine.js';

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
  if (!signer || !isNamedKey(license, signer.kid)) return false;
  const message = possessionMessage(license.jti, machine.system.randomBytes(CHALLENGE_BYTES));
  return verifySignature(signer.publicKey, message, await signer.sign(message));
}

function isNamedKey({ cnf, sub, aud }: LicenseClaims, jkt: string): boolean {
  if (cnf && cnf.jkt !== jkt) return false;
  const id = parseMachineId(sub);
  return id.ok && (id.scheme !== 'device' || sub === machineIdFromDevice({ product: aud, jkt }));
}

async function findSigner(machine: MachineOptions): Promise<Signer | undefined> {
  try {
    return await deviceSigner(machine, { create: false });
  } catch (error) {
    if (hasCode(error, 'device-key-missing', 'device-key-invalid')) return undefined;
    throw error;
  }
}
