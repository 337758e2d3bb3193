import { machineIdFromDevice, parseMachineId, possessionMessage, type LicenseClaims } from '@latchkey/core';
import { verifySignature, type Signer } from '@latchkey/crypto';

/**
 * Has a device key sign a challenge, and says whether that proves what a license asks for: that the key is the
 * one named in `cnf`, and the one that a machine ID of the scheme `device` commits to.
 *
 * @param challenge 32 random bytes, made anew for each proof
 */
export async function proveKey(
  license: LicenseClaims,
  signer: Signer,
  challenge: Uint8Array,
): Promise<boolean> {
  if (!isNamedKey(license, signer.kid)) return false;
  const message = possessionMessage(license.jti, challenge);
  return verifySignature(signer.publicKey, message, await signer.sign(message));
}

function isNamedKey({ cnf, sub, aud }: LicenseClaims, jkt: string): boolean {
  if (cnf && cnf.jkt !== jkt) return false;
  const id = parseMachineId(sub);
  return id.ok && (id.scheme !== 'device' || sub === machineIdFromDevice({ product: aud, jkt }));
}
