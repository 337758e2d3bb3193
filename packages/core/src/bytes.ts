import { base64urlnopad } from '@scure/base';

/** Encodes bytes as base64url without padding (RFC 4648 §5, as RFC 7515 §2 uses it). */
export function encodeBase64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/**
 * Decodes base64url without padding. Strict: the alphabet of RFC 4648 §5 only, no padding, no white space,
 * and the unused bits of the last symbol are zero, so each byte string has exactly one spelling.
 *
 * @returns the bytes, or `undefined` where the text is not in that one spelling
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
}

/** True where both byte strings are the same. Not constant-time: nothing secret is compared with it. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
