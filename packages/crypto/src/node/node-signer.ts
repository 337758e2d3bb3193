import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { decode32, thumbprint } from '@latchkey/core';
import type { Signer } from '../signer.js';

/** What stands in front of the seed in PKCS #8 (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * A signer for a secret key in memory, by Node's OpenSSL: thirty times as fast as `createSigner`, and constant-time.
 *
 * @param secretKey the 32-byte seed of RFC 8032 §5.1.5, from a cryptographic source. It is copied.
 * @throws RangeError where it has another length
 */
export function createNodeSigner(secretKey: Uint8Array): Signer {
  if (secretKey.length !== 32) throw new RangeError(`secretKey must be 32 bytes, got ${secretKey.length}`);
  const key = Buffer.concat([PKCS8_HEAD, secretKey]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  key.fill(0);
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = decode32(x) as Uint8Array;
  return {
    publicKey,
    kid: thumbprint(publicKey),
    sign: async (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
