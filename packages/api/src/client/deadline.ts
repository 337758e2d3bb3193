/**
 * Does something that may take only so long and that the caller may end, and cleans up behind it.
 *
 * @param work gets a signal for what can be stopped; where it does not listen, it is left behind
 * @returns what `work` does; `undefined` when the time is over
 * @throws the reason of `outer`, or what `work` throws
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  outer?.throwIfAborted();
  const inner = new AbortController();
  const stop = () => inner.abort();
  const timer = setTimeout(stop, milliseconds);
  outer?.addEventListener('abort', stop);
  const stopped = new Promise<undefined>((resolve) => {
    inner.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const done = await Promise.race([work(inner.signal), stopped]);
    outer?.throwIfAborted();
    return done;
  } catch (error) {
    outer?.throwIfAborted();
    // Hosts differ in what a fetch that was stopped fails with.
    if (inner.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

/** Waits, unless the caller ends it. */
export async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await withDeadline(milliseconds, signal, () => new Promise<never>(() => {}));
}
