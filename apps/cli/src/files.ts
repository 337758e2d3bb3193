import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { LatchkeyError, MAX_TOKEN_BYTES } from '@latchkey/core';
import { KeySet } from '@latchkey/crypto';
import { readSmallFile } from '@latchkey/device/files';

/** Largest key set or key file. */
const MAX_KEYS_BYTES = 1 << 20;

/** Reads a license or request: a regular file, or `-` for standard input. One byte too many is enough to refuse. */
export function readToken(file: string): Promise<Uint8Array> {
  return file === '-' ? readStdin(MAX_TOKEN_BYTES + 1) : readSmallFile(file);
}

/** The license files that an argument stands for: itself, or the `.lic` files of a folder, sorted. */
export async function listLicenses(argument: string): Promise<string[]> {
  if (argument === '-') return [argument];
  const info = await stat(argument).catch(() => undefined);
  if (!info?.isDirectory()) return [argument];
  const names = (await readdir(argument)).filter((name) => name.endsWith('.lic')).toSorted();
  if (names.length > 0) return names.map((name) => path.join(argument, name));
  throw new LatchkeyError('file-not-found', `There is no .lic file in ${argument}. Check the path.`);
}

/**
 * Loads the key set a verifier trusts from a JWKS file.
 *
 * @throws LatchkeyError `key-set-invalid`, or the file errors of `readSmallFile`
 */
export async function loadKeys(file: string): Promise<KeySet> {
  const text = await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LatchkeyError(
      'key-set-invalid',
      `${file} is not JSON. Give the file that "latchkey keys public" wrote.`,
      {
        cause,
      },
    );
  }
  if (text.includes('"format":"latchkey-key-1"')) {
    throw new LatchkeyError(
      'key-set-invalid',
      `${file} is a key file, which only an issuer may hold. Give the key set: latchkey keys public ${file} > keys.json`,
    );
  }
  return KeySet.fromJwks(value);
}

/** Reads a text file of at most 1 MiB. */
export async function readText(file: string): Promise<string> {
  return Buffer.from(await readSmallFile(file, MAX_KEYS_BYTES)).toString('utf8');
}

async function readStdin(limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
