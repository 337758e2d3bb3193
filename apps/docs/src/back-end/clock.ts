import { DAY } from '@latchkey/core';

/** A clock that can be moved, so that a license ends while somebody looks on. */
export class Clock {
  #ahead = 0;

  /** Seconds since 1970, an integer. */
  readonly now = (): number => Math.floor(Date.now() / 1000) + this.#ahead;

  /** @param days may be negative: a clock that is set back */
  move(days: number): void {
    this.#ahead += Math.round(days * DAY);
  }
}
