import { IDEMPOTENCY_KEY } from '@latchkey/api/contract';
import { LatchkeyError } from '@latchkey/core';
import {
  claimKey,
  forgetKeys,
  keepAnswer,
  releaseKey,
  type Actor,
  type KeptAnswer,
  type Ledger,
  type RepeatableRequest,
} from '@latchkey/issuer';
import { createHash } from 'node:crypto';

/** How long after it was taken elsewhere a key is waited for, seconds, and how often to look, milliseconds. */
const PATIENCE = 15;
const LOOK = 50;
/** How often old keys are forgotten, milliseconds. */
const SWEEP = 60_000;

export interface OnceAnswer extends KeptAnswer {
  /** True where the work had been done before. */
  readonly replayed: boolean;
}

/** Does the work of requests with an idempotency key once, however often and wherever at once they come. */
export class Once {
  readonly #ledger: Ledger;
  #swept = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /**
   * @throws LatchkeyError `request-invalid` for a key that is none, `idempotency-key-reused`, and what the work throws:
   *   then nothing is kept, since nothing was done
   */
  async do(
    actor: Actor,
    key: string,
    request: { method: string; path: string; text: string },
    work: () => Promise<KeptAnswer>,
  ): Promise<OnceAnswer> {
    assertKey(key);
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
    const repeatable = { actor, key, request: hash };
    this.#sweep();
    const kept = await this.#claim(repeatable);
    if (kept) return { ...kept, replayed: true };
    let done: KeptAnswer;
    try {
      done = await work();
    } catch (error) {
      // Should this fail as well, others wait their patience out before they do the work.
      await releaseKey(this.#ledger, repeatable).catch(() => undefined);
      throw error;
    }
    const stays = await keepAnswer(this.#ledger, repeatable, done);
    return { ...stays, replayed: stays.body !== done.body || stays.status !== done.status };
  }

  /** The answer to the same request, here or in another process, that came first; `undefined` where the work is ours. */
  async #claim(repeatable: RepeatableRequest): Promise<KeptAnswer | undefined> {
    const start = performance.now();
    for (;;) {
      const claim = await claimKey(this.#ledger, repeatable);
      if (claim === 'taken') return undefined;
      if ('status' in claim) return claim;
      const waited = Math.max(this.#ledger.now() - claim.pendingSince, (performance.now() - start) / 1000);
      if (waited > PATIENCE) return undefined;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  #sweep(): void {
    if (performance.now() - this.#swept < SWEEP) return;
    this.#swept = performance.now();
    // Nobody waits for it, and the next sweep does what this one could not.
    forgetKeys(this.#ledger).catch(() => undefined);
  }
}

function assertKey(key: string): void {
  if (IDEMPOTENCY_KEY.test(key)) return;
  throw new LatchkeyError(
    'request-invalid',
    'Nothing was done: an Idempotency-Key has 1 to 200 visible ASCII characters. Take a UUID, for example.',
    { details: { fields: ['Idempotency-Key'] } },
  );
}
