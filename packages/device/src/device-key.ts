import { join } from 'node:path';
import { LatchkeyError, printable } from '@latchkey/core';
import type { Signer } from '@latchkey/crypto';
import { createKeyFile, openKeyFile } from '@latchkey/crypto/node';
import { toMachine, type MachineOptions } from './machine.js';
import { readSmallFile } from './read-small-file.js';
import { hasCode } from './shared/has-code.js';
import { makeFolder, PRIVATE_FILE, writeNewFile } from './write-file.js';

const SECRET_BYTES = 32;

/**
 * The key of this device: `device-key.json` in the folder `home`, one for all products. Licenses may be bound
 * to it, so a key that is there is never replaced, however damaged; who lost it needs new licenses.
 *
 * @param create true to make a key where there is none. Processes that do so at once end with the same key.
 * @throws LatchkeyError `device-key-missing` where there is none and none is to be made,
 *   `device-key-invalid` where one is there that cannot be used, `file-unwritable`
 */
export async function deviceSigner(
  options: MachineOptions,
  { create }: { create: boolean },
): Promise<Signer> {
  const { home, system } = toMachine(options);
  const path = join(home, 'device-key.json');
  const found = await openDeviceKey(path);
  if (found) return found;
  if (create) {
    await createDeviceKey(home, path, system.randomBytes(SECRET_BYTES));
    // Read back: it may be the key of another process that came first.
    const made = await openDeviceKey(path);
    if (made) return made;
  }
  throw new LatchkeyError(
    'device-key-missing',
    `The device key ${printable(path)} is missing. Restore it from a backup; or move the licenses in the folders ` +
      'beside it away, and ask for a new license with the machine ID that a new key gives.',
  );
}

async function createDeviceKey(home: string, path: string, secretKey: Uint8Array): Promise<void> {
  await makeFolder(home);
  try {
    await writeNewFile(path, await createKeyFile('device', { secretKey }), PRIVATE_FILE);
  } catch (error) {
    if (!hasCode(error, 'file-exists')) throw error;
  }
}

async function openDeviceKey(path: string): Promise<Signer | undefined> {
  try {
    const text = Buffer.from(await readSmallFile(path)).toString('utf8');
    return await openKeyFile(text, { purpose: 'device' });
  } catch (cause) {
    if (hasCode(cause, 'file-not-found')) return undefined;
    const why = cause instanceof LatchkeyError ? ` ${cause.message}` : '';
    throw new LatchkeyError(
      'device-key-invalid',
      `The device key ${printable(path)} cannot be used, and was not replaced.${why} Restore it from a backup; ` +
        'or move it away, and ask for a new license with the new machine ID.',
      { cause },
    );
  }
}
