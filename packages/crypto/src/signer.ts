import { getPublicKeyAsync, signAsync } from '@noble/ed25519';
import { thumbprint } from '@latchkey/core';

/** Whoever can sign with an Ed25519 key: a key in memory, in a browser's key store, or in a device. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  /** The Ed25519 signature of a message (RFC 8032 §5.1.6), 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/**
 * A signer for a secret key in memory.
 *
 * The arithmetic is BigInt and not constant-time: on a machine where a stranger can measure it finely, keep
 * the key elsewhere and implement {@link Signer} over that.
 *
 * @param secretKey the 32-byte seed of RFC 8032 §5.1.5, from a cryptographic source. It is copied.
 * @throws RangeError where it has another length
 */
export async function createSigner(secretKey: Uint8Array): Promise<Signer> {
  if (secretKey.length !== 32) throw new RangeError(`secretKey must be 32 bytes, got ${secretKey.length}`);
  // Not slice(): on a Buffer that is a view of the caller's memory.
  const seed = Uint8Array.from(secretKey);
  const publicKey = await getPublicKeyAsync(seed);
  return { publicKey, kid: thumbprint(publicKey), sign: (message) => signAsync(message, seed) };
}
