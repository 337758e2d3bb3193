import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Length of a challenge in bytes. */
export const CHALLENGE_BYTES = 32;

/**
 * The bytes a device key signs to show that it is present: bound to one license and one fresh challenge.
 *
 * @param jti the offline license
 * @param challenge 32 random bytes, made anew for each proof
 * @throws RangeError where the challenge has another length
 */
export function possessionMessage(jti: string, challenge: Uint8Array): Uint8Array {
  if (challenge.length !== CHALLENGE_BYTES) {
    throw new RangeError(`challenge must be ${CHALLENGE_BYTES} bytes, got ${challenge.length}`);
  }
  return concatBytes(utf8ToBytes(`latchkey/possession/v1\0${jti}\0`), challenge);
}
