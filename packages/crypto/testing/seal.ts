import { createCipheriv, scryptSync } from 'node:crypto';

/** A sealed key file in the making: everything but `sealed`, which {@link seal} adds. */
export interface OpenPart {
  readonly format: string;
  readonly purpose: string;
  readonly kid: string;
  readonly x: string;
  readonly kdf: { readonly n: number; readonly r: number; readonly p: number; readonly salt: string };
  readonly iv: string;
}

/**
 * Seals a secret by the words of key-file.ts and not by its code: scrypt over the passphrase, then AES-256-GCM
 * with the open part as additional data. Unlike the real thing it may use a cheap scrypt, which keeps tests fast.
 */
export function seal(open: OpenPart, secret: Uint8Array, passphrase: string): string {
  const { n, r, p, salt } = open.kdf;
  const key = scryptSync(passphrase, Buffer.from(salt, 'base64url'), 32, { N: n, r, p, maxmem: 2 ** 30 });
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(open.iv, 'base64url'));
  cipher.setAAD(Buffer.from(JSON.stringify(open)));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ ...open, sealed: sealed.toString('base64url') })}\n`;
}
