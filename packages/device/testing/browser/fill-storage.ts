import { executeServerCommand } from '@web/test-runner-commands';
import { after } from './after.js';
import { openRaw } from './raw-database.js';
import { wipeDatabase } from './wipe.js';

const NAME = 'fill-storage';
const LIMIT = 8_000_000;
const LARGEST = 1_000_000;
const SMALLEST = 16;

/**
 * Sets a limit for this site, for real, before it has stored anything: Chromium asks for it then and believes it for
 * half a minute. Firefox has a limit from its start.
 */
export async function limitStorage(): Promise<void> {
  await executeServerCommand('limit-storage', LIMIT);
}

/**
 * Fills this site's storage up to its limit.
 *
 * @returns gives the room back; that happens after the test at the latest
 */
export async function fillStorage(): Promise<() => Promise<void>> {
  after(() => wipeDatabase(NAME));
  let key = 0;
  for (let size = LARGEST; size >= SMALLEST;) {
    if (!(await add(key++, size))) size = Math.floor(size / 4);
    if (key > 200) throw new Error('This browser has no limit: see limit-storage.js');
  }
  return () => wipeDatabase(NAME);
}

/** Once it was full, Firefox takes nothing more by the same connection. */
async function add(key: number, size: number): Promise<boolean> {
  const database = await openRaw(NAME, 1, (made) => made.createObjectStore('bytes'));
  const transaction = database.transaction('bytes', 'readwrite');
  transaction.objectStore('bytes').add(randomBytes(size), key);
  const stored = await new Promise<boolean>((resolve) => {
    transaction.addEventListener('complete', () => resolve(true));
    transaction.addEventListener('abort', () => resolve(false));
  });
  database.close();
  return stored;
}

/** Firefox compresses what can be compressed. */
function randomBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let start = 0; start < size; start += 65_536) {
    crypto.getRandomValues(bytes.subarray(start, start + 65_536));
  }
  return bytes;
}
