import { LatchkeyError } from '@latchkey/core';

const MINUTE = 60_000;

interface Bucket {
  /** Requests that may still come. */
  left: number;
  /** When `left` was counted, milliseconds. */
  at: number;
}

/** Counts requests by caller, in bounded memory: under many callers, those that came longest ago are forgotten. */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #most: number;
  readonly #now: () => number;
  /** The one that came longest ago first. */
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param perMinute requests of one caller; as many may come at once
   * @param most callers remembered
   * @param now milliseconds, from any moment on
   */
  constructor(perMinute: number, most = 10_000, now = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#most = most;
    this.#now = now;
  }

  /** @throws LatchkeyError `too-many-requests` with the seconds to wait */
  take(caller: string): void {
    const now = this.#now();
    const before = this.#buckets.get(caller) ?? { left: this.#perMinute, at: now };
    const refilled = before.left + ((now - before.at) / MINUTE) * this.#perMinute;
    const left = Math.min(this.#perMinute, refilled);
    const isAllowed = left >= 1;
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { left: isAllowed ? left - 1 : left, at: now });
    if (this.#buckets.size > this.#most) this.#buckets.delete(this.#buckets.keys().next().value as string);
    if (isAllowed) return;
    const seconds = Math.ceil(((1 - left) / this.#perMinute) * (MINUTE / 1000));
    throw new LatchkeyError(
      'too-many-requests',
      `Nothing was done: too many requests came from here. Wait ${seconds} seconds, then go on more slowly.`,
      { details: { seconds } },
    );
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}
