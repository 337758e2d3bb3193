import { pause } from './moments.js';

/**
 * Removes what an installation has stored, where that can be done soon: Firefox keeps the connection of a frame that
 * was removed while it opened a database, until it collects garbage.
 */
export async function wipe(name: string): Promise<void> {
  wipeLocal(name);
  await Promise.race([wipeDatabase(name), pause(500)]);
}

/** Removes what it has noted in localStorage. */
export function wipeLocal(name: string): void {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(`${name}/`))) {
    localStorage.removeItem(key);
  }
}

/** Removes its database, as a browser does that clears it. */
export function wipeDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('blocked', () => reject(new Error(`${name} is still open somewhere`)));
  });
}
