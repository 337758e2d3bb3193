import type { Timer } from '../src/timer.js';

interface Entry {
  readonly at: number;
  readonly callback: () => Promise<void>;
}

/** A clock that stands until it is moved, and a timer that goes by it. Times are seconds. */
export class FakeTime {
  now: number;
  /** What the timer was asked to wait, in milliseconds. */
  readonly waits: number[] = [];
  readonly #entries = new Set<Entry>();

  constructor(now: number) {
    this.now = now;
  }

  readonly clock = (): number => this.now;

  readonly timer: Timer = (callback, milliseconds) => {
    this.waits.push(milliseconds);
    const entry = { at: this.now + milliseconds / 1000, callback };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  };

  get pending(): number {
    return this.#entries.size;
  }

  /** Lets time go on; each timer that is due is called at its time, and awaited. */
  async advanceTo(time: number): Promise<void> {
    for (;;) {
      const [due] = [...this.#entries].filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at);
      if (!due) break;
      this.#entries.delete(due);
      this.now = Math.max(this.now, due.at);
      await due.callback();
    }
    this.now = time;
  }
}
