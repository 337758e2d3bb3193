import { open } from 'node:fs/promises';

/** Makes the names in a folder survive a loss of power. Windows cannot, and some network disks cannot. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is written; only its name may be lost if the power goes now.
  }
}
