import { LatchkeyError } from '@latchkey/core';
import { issuerJwk, KeySet, type IssuerJwk } from '@latchkey/crypto';
import { replaceFile } from '@latchkey/device/files';
import { loadKeys } from '../files.js';

/** Everybody may read it: that is what it is for. */
const PUBLIC_FILE = 0o644;

/**
 * Adds keys to the file of published keys (JWKS), which is made where it is not there. Keys leave it by hand alone.
 *
 * @returns all of its keys
 * @throws LatchkeyError `key-set-invalid`, or the errors of reading and writing files
 */
export async function publishKeys(file: string, publicKeys: readonly Uint8Array[]): Promise<KeySet> {
  const before = await readPublished(file);
  const all = new Map(before.map((key) => [key.kid, key]));
  for (const key of publicKeys.map(issuerJwk)) all.set(key.kid, key);
  const jwks = { keys: [...all.values()] };
  if (all.size > before.length) {
    await replaceFile(file, `${JSON.stringify(jwks, undefined, 2)}\n`, PUBLIC_FILE);
  }
  return KeySet.fromJwks(jwks);
}

async function readPublished(file: string): Promise<readonly IssuerJwk[]> {
  try {
    return (await loadKeys(file)).toJwks().keys;
  } catch (error) {
    if (error instanceof LatchkeyError && error.code === 'file-not-found') return [];
    throw error;
  }
}
