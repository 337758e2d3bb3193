import { bytesToHex } from '@noble/hashes/utils.js';

/** Source of a regular expression: version 7 (RFC 9562 §5.7) in lower case. */
export const UUID_V7 = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const WHOLE_UUID_V7 = new RegExp(`^${UUID_V7}$`);

/** True for a UUID of version 7 (RFC 9562 §5.7) in lower case. */
export function isUuidV7(value: unknown): value is string {
  return typeof value === 'string' && WHOLE_UUID_V7.test(value);
}

/**
 * Makes a UUID of version 7 (RFC 9562 §5.7): sortable by time, without coordination.
 *
 * @param now milliseconds since 1970, an integer from 0 to 2^48 − 1
 * @param random 10 bytes from a cryptographic source; 74 of their bits are used
 * @throws RangeError where either is out of range
 */
export function uuidV7(now: number, random: Uint8Array): string {
  if (!Number.isInteger(now) || now < 0 || now >= 2 ** 48) {
    throw new RangeError(`uuidV7: now must be an integer from 0 to 2^48 − 1, got ${now}`);
  }
  if (random.length !== 10) throw new RangeError(`uuidV7: random must be 10 bytes, got ${random.length}`);
  const hex = now.toString(16).padStart(12, '0') + bytesToHex(random);
  const variant = (8 | (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
