import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64url, encodeBase64url } from './bytes.js';

/** An Ed25519 public key as JWK (RFC 8037 §2), the members that its thumbprint covers. */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** 32 bytes as base64url, 43 characters. */
  readonly x: string;
}

/** The JWK of a 32-byte Ed25519 public key. */
export function publicJwk(publicKey: Uint8Array): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) };
}

/** RFC 7638 thumbprint (SHA-256) of a 32-byte Ed25519 public key, as 43 characters of base64url. */
export function thumbprint(publicKey: Uint8Array): string {
  const { crv, kty, x } = publicJwk(publicKey);
  return encodeBase64url(sha256(utf8ToBytes(JSON.stringify({ crv, kty, x }))));
}

/** The 32 bytes that 43 characters of strict base64url stand for, else `undefined`. */
export function decode32(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string' || value.length !== 43) return undefined;
  return decodeBase64url(value);
}
