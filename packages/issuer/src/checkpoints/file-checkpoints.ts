import { LatchkeyError, printable } from '@latchkey/core';
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Checkpoint, CheckpointStore, TakeMarks } from '../checkpoint.js';
import { syncFolder } from '../db/sync-folder.js';
import { readCheckpointText, sayTheSame, writeCheckpointText } from './checkpoint-text.js';
import { Coalescer } from './coalescer.js';
import { withFileLock } from './file-lock.js';
import { mergeCheckpoints } from './merge-checkpoints.js';

/**
 * The least time between two writes, milliseconds. Two syncs of the disk for each license would take longer than to issue
 * it. So marks trail the ledger by this much, and a crash may lose them; the ledger itself loses nothing then. Only who
 * restores an old backup *and* crashed in that moment may issue the numbers of that moment again.
 */
const PAUSE = 100;
/** How long what was read counts as fresh: between two looks another process may add marks, never take any away. */
const FRESH = 100;
const PRIVATE_FILE = 0o600;

/**
 * Keeps checkpoints in a file, next to an empty one with `.lock` behind its name. Several processes may use it at once; its
 * folder must be there. Keep it outside of what backups of the ledger restore.
 */
export function fileCheckpoints(file: string): CheckpointStore {
  return new FileCheckpoints(file);
}

class FileCheckpoints implements CheckpointStore {
  readonly #file: string;
  readonly #soon: Coalescer;
  #take: TakeMarks | undefined;
  /** Everything that was ever seen or written. */
  #kept: Checkpoint | undefined;
  /** What is in the file, and what the file looked like when that was found. */
  #inFile: Checkpoint | undefined;
  #look = '';
  #lookedAt = -Infinity;

  constructor(file: string) {
    this.#file = file;
    this.#soon = new Coalescer(PAUSE, (ids) => this.#takeAndWrite(ids));
  }

  async read(): Promise<Checkpoint | undefined> {
    // What cannot be written stops the issuing that it protects: nobody would notice otherwise until it is needed.
    this.#soon.assertSound();
    return this.#refresh();
  }

  async write(checkpoint: Checkpoint): Promise<void> {
    try {
      await withFileLock(`${this.#file}.lock`, async () => {
        this.#look = '';
        this.#lookedAt = -Infinity;
        const merged = mergeCheckpoints(await this.#refresh(), checkpoint);
        if (!sayTheSame(this.#inFile, merged)) await this.#replace(merged);
        this.#kept = merged;
      });
    } catch (cause) {
      if (cause instanceof LatchkeyError) throw cause;
      throw unavailable(
        `The checkpoint ${printable(this.#file)} cannot be written, and nothing is issued without it. Check that its folder is there and may be written, and that the disk has room.`,
        cause,
      );
    }
  }

  writeSoon(organizationId: string, take: TakeMarks): void {
    this.#take = take;
    this.#soon.add(organizationId);
  }

  flush(): Promise<void> {
    return this.#soon.settle();
  }

  async #takeAndWrite(ids: readonly string[]): Promise<void> {
    const checkpoint = await this.#take?.(ids, await this.#refresh());
    if (checkpoint) await this.write(checkpoint);
  }

  /** Reads the file where it has changed. Marks that were seen stay, whatever became of it. */
  async #refresh(): Promise<Checkpoint | undefined> {
    const now = performance.now();
    if (now - this.#lookedAt < FRESH) return this.#kept;
    try {
      const look = await lookAt(this.#file);
      if (look !== this.#look) {
        const read = readCheckpointText(await readFile(this.#file, 'utf8'));
        if (!read) throw new Error('It holds no checkpoint.');
        this.#kept = mergeCheckpoints(this.#kept, read);
        this.#inFile = read;
        this.#look = look;
      }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw unavailable(
          `The checkpoint ${printable(this.#file)} cannot be read, and nothing is issued without it. Put a copy of it in its place, and see that this account may read it.`,
          cause,
        );
      }
      this.#inFile = undefined;
      this.#look = '';
    }
    this.#lookedAt = now;
    return this.#kept;
  }

  /** Readers see the old file or the new one, and so does who starts after a loss of power. */
  async #replace(checkpoint: Checkpoint): Promise<void> {
    const folder = path.dirname(this.#file);
    const temporary = path.join(folder, `.latchkey-${randomUUID()}.tmp`);
    try {
      const handle = await open(temporary, 'wx', PRIVATE_FILE);
      try {
        await handle.writeFile(writeCheckpointText(checkpoint));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.#file);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
    await syncFolder(folder);
    this.#inFile = checkpoint;
    this.#look = await lookAt(this.#file);
  }
}

/** Every write makes another file: number, time and size tell. */
async function lookAt(file: string): Promise<string> {
  const { ino, mtimeNs, ctimeNs, size } = await stat(file, { bigint: true });
  return `${ino} ${mtimeNs} ${ctimeNs} ${size}`;
}

function unavailable(message: string, cause: unknown): LatchkeyError {
  return new LatchkeyError('unavailable', message, { cause });
}
