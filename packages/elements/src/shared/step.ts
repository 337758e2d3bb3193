import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What to do with the answer of a step. */
export interface StepOutcome<T> {
  done(value: T): void;
  failed(error: unknown): void;
}

/**
 * One kind of asynchronous step of an element, of which only the latest counts. Starting it again, or taking the
 * element out of the page, aborts the one before, and its answer reaches nobody, however late it comes.
 */
export class Step implements ReactiveController {
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.abort();
  }

  abort(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.abort();
  }

  /** @param work gets the signal that ends it */
  async run<T>(work: (signal: AbortSignal) => Promise<T>, { done, failed }: StepOutcome<T>): Promise<void> {
    this.abort();
    const mine = new AbortController();
    this.#running = mine;
    let answer: () => void;
    try {
      const value = await work(mine.signal);
      answer = () => done(value);
    } catch (error) {
      answer = () => failed(error);
    }
    if (this.#running !== mine) return;
    this.#running = undefined;
    answer();
  }
}
