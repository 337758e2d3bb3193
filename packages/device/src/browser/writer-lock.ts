import { storageError } from './storage-error.js';

/**
 * Does something while no other window of this site does: of all tabs one writes at a time.
 *
 * @param patience how long to wait for the turn, in milliseconds
 * @param signal ends the waiting; not the task, once it has begun
 * @throws LatchkeyError `storage-blocked` where the turn does not come in time; the reason of the signal
 */
export async function withWriterLock<T>(
  name: string,
  { patience, signal }: { readonly patience: number; readonly signal?: AbortSignal | undefined },
  task: () => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(storageError('storage-blocked')), patience);
  const waiting = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  try {
    return await navigator.locks.request(name, { signal: waiting }, () => {
      clearTimeout(timer);
      return task();
    });
  } finally {
    clearTimeout(timer);
  }
}
