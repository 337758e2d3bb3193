import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import {
  decode32,
  decodeBase64url,
  encodeBase64url,
  LatchkeyError,
  parseStrictJson,
  thumbprint,
} from '@latchkey/core';
import type { Signer } from '../signer.js';
import { createNodeSigner } from './node-signer.js';

/** What a key signs. A file for one purpose is refused for the other. */
export type KeyPurpose = 'issuer' | 'device';

/** What a key file says without being opened. */
export interface KeyFile {
  readonly purpose: KeyPurpose;
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  /** 32 bytes. Not proven to belong to the secret before the file was opened. */
  readonly publicKey: Uint8Array;
  /** True where a passphrase is needed. */
  readonly sealed: boolean;
}

interface Kdf {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
}

interface Contents extends KeyFile {
  readonly seal?: { readonly kdf: Kdf; readonly iv: Uint8Array };
  /** The secret, or the secret encrypted and its 16-byte tag. */
  readonly secret: Uint8Array;
}

const FORMAT = 'latchkey-key-1';
/** 128 MiB and about half a second: what a guess at the passphrase costs. */
const SCRYPT = { n: 2 ** 17, r: 8, p: 1 };
/** Four times that: a hostile file cannot ask for more. */
const MAX_SCRYPT_N = 4 * SCRYPT.n;
const MAX_FILE_CHARS = 4096;

/**
 * Makes the text of a key file. With a passphrase the secret is sealed: scrypt (RFC 7914), then AES-256-GCM,
 * which also covers everything else the file says. Write it with mode 0600.
 *
 * @param secretKey 32 bytes; random where left out
 * @throws LatchkeyError `passphrase-invalid` for an empty one
 */
export async function createKeyFile(
  purpose: KeyPurpose,
  {
    passphrase,
    secretKey = randomBytes(32),
  }: { passphrase?: string | undefined; secretKey?: Uint8Array } = {},
): Promise<string> {
  const { publicKey, kid } = createNodeSigner(secretKey);
  const open = { format: FORMAT, purpose, kid, x: encodeBase64url(publicKey) };
  if (passphrase === undefined) return `${JSON.stringify({ ...open, secret: encodeBase64url(secretKey) })}\n`;
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const head = { ...open, kdf: { ...SCRYPT, salt: encodeBase64url(salt) }, iv: encodeBase64url(iv) };
  const key = await derive(passphrase, { ...SCRYPT, salt });
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(JSON.stringify(head)));
  const sealed = Buffer.concat([cipher.update(secretKey), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ ...head, sealed: encodeBase64url(sealed) })}\n`;
}

/**
 * Reads the open part of a key file.
 *
 * @throws LatchkeyError `key-file-invalid`
 */
export function readKeyFile(text: string): KeyFile {
  const { purpose, kid, publicKey, sealed } = parse(text);
  return { purpose, kid, publicKey, sealed };
}

/**
 * Opens a key file.
 *
 * @param passphrase needed where the file is sealed, ignored where not
 * @throws LatchkeyError `key-file-invalid`, `passphrase-required`, `passphrase-wrong` (which a file that was
 *   changed gives too: the seal cannot tell them apart)
 */
export async function openKeyFile(
  text: string,
  { purpose, passphrase }: { purpose: KeyPurpose; passphrase?: string | undefined },
): Promise<Signer> {
  const contents = parse(text);
  if (contents.purpose !== purpose) {
    throw invalid(
      `It holds a key of the kind "${contents.purpose}", and a key of the kind "${purpose}" is needed.`,
    );
  }
  const signer = createNodeSigner(await unseal(text, contents, passphrase));
  if (signer.kid !== contents.kid) throw invalid('Its public and its secret key do not belong together.');
  return signer;
}

async function unseal(text: string, { seal, secret }: Contents, passphrase?: string): Promise<Uint8Array> {
  if (!seal) return secret;
  if (passphrase === undefined) {
    throw new LatchkeyError(
      'passphrase-required',
      'This key file is sealed. Give the file that holds its passphrase.',
    );
  }
  const { sealed: _, ...head } = JSON.parse(text) as Record<string, unknown>;
  const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, seal.kdf), seal.iv)
    .setAAD(Buffer.from(JSON.stringify(head)))
    .setAuthTag(secret.subarray(32));
  try {
    return Buffer.concat([decipher.update(secret.subarray(0, 32)), decipher.final()]);
  } catch (cause) {
    throw new LatchkeyError('passphrase-wrong', 'The passphrase is wrong, or the key file was changed.', {
      cause,
    });
  }
}

function derive(passphrase: string, { n, r, p, salt }: Kdf): Promise<Buffer> {
  if (passphrase === '')
    throw new LatchkeyError('passphrase-invalid', 'The passphrase is empty. Choose a long one.');
  const options = { N: n, r, p, maxmem: 128 * r * MAX_SCRYPT_N + 2 ** 20 };
  return new Promise((resolve, reject) => {
    // NFC: the same passphrase typed on two systems is the same bytes.
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function parse(text: string): Contents {
  if (text.length > MAX_FILE_CHARS) throw invalid('It is too large.');
  const json = parseStrictJson(Buffer.from(text.trimEnd()));
  if (!json.ok) throw invalid(`It ${json.why}.`);
  const { format, purpose, kid, x, kdf, iv, secret, sealed } = json.value;
  if (format !== FORMAT) throw invalid(`It does not say "format":"${FORMAT}".`);
  if (purpose !== 'issuer' && purpose !== 'device')
    throw invalid('Its purpose is neither issuer nor device.');
  const publicKey = decode32(x);
  if (!publicKey || kid !== thumbprint(publicKey)) throw invalid('Its public key and kid do not fit.');
  const open = { purpose, kid, publicKey } as const;
  if (sealed === undefined) return { ...open, sealed: false, secret: bytes(secret, 32, 'secret') };
  return {
    ...open,
    sealed: true,
    seal: { kdf: parseKdf(kdf), iv: bytes(iv, 12, 'iv') },
    secret: bytes(sealed, 48, 'sealed'),
  };
}

function parseKdf(value: unknown): Kdf {
  const { n, r, p, salt } = (value ?? {}) as Record<string, unknown>;
  const sound = typeof n === 'number' && n >= 2 && n <= MAX_SCRYPT_N && Number.isInteger(Math.log2(n));
  if (!sound || r !== SCRYPT.r || p !== SCRYPT.p) throw invalid('Its scrypt parameters are out of range.');
  return { n, r, p, salt: bytes(salt, 16, 'salt') };
}

function bytes(value: unknown, length: number, name: string): Uint8Array {
  const decoded = typeof value === 'string' ? decodeBase64url(value) : undefined;
  if (decoded?.length !== length) throw invalid(`Its member ${name} is not ${length} bytes in base64url.`);
  return decoded;
}

function invalid(detail: string): LatchkeyError {
  return new LatchkeyError('key-file-invalid', `This is not a key file of Latchkey. ${detail}`);
}
