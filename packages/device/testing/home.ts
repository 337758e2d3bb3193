import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, gone afterwards. */
export async function tempFolder(base = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(base, 'latchkey-device-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The same in memory, where the system has such: thousands of looks need not wait for a disk. */
export function memoryFolder(): Promise<string> {
  return tempFolder(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
}

const MKFIFO = 'mkfifo';

/** A real FIFO, which Node itself cannot make. */
export function makeFifo(path: string): void {
  execFileSync(MKFIFO, [path]);
}
