import { LatchkeyError, type CallContext } from '@latchkey/core';

/** What a call that issues may be given. */
export type KeyedContext = CallContext & { readonly key?: string };

/**
 * Does what cannot be undone, one after the other and once for each intention of a person. Whoever counts seats and
 * then issues must be alone in between, or two calls get the last seat; a database has transactions for it.
 */
export class Intentions {
  #last: Promise<unknown> = Promise.resolve();
  /** What each intention led to, by its key. A refusal is no outcome: the next attempt may do better. */
  readonly #done = new Map<string, { readonly request: string; readonly outcome: unknown }>();

  /**
   * Runs when those before it have ended, well or not. The same request with the same key gets the same outcome.
   *
   * @throws LatchkeyError `idempotency-key-reused`, and what `work` throws
   */
  run<T>(request: unknown, { signal, key }: KeyedContext, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      signal?.throwIfAborted();
      const text = JSON.stringify(request);
      const done = key === undefined ? undefined : this.#done.get(key);
      if (done && done.request !== text) {
        throw new LatchkeyError('idempotency-key-reused', 'This key came with another request before.');
      }
      if (done) return done.outcome as T;
      const outcome = await work();
      if (key !== undefined) this.#done.set(key, { request: text, outcome });
      return outcome;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
