/** Does work for many keys at once, soon after it is asked for. */
export class Coalescer {
  readonly #pause: number;
  readonly #work: (keys: readonly string[]) => Promise<void>;
  #waiting = new Set<string>();
  /** The run that goes on, if there is one. */
  #run: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Why the last run failed; its keys wait again. */
  #failure: { readonly error: unknown } | undefined;

  /** @param pause the least time between the end of a run and the next one, milliseconds */
  constructor(pause: number, work: (keys: readonly string[]) => Promise<void>) {
    this.#pause = pause;
    this.#work = work;
  }

  /** Has work done for a key: at once, or with all others when the pause is over. */
  add(key: string): void {
    this.#waiting.add(key);
    if (this.#run === undefined && this.#timer === undefined) this.#start();
  }

  /** @throws whatever the last run threw, until one succeeds */
  assertSound(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** Does now what waits. Throws what the work throws. */
  async settle(): Promise<void> {
    await this.#run;
    while (this.#waiting.size > 0) {
      this.#skipPause();
      this.#start();
      await this.#run;
      this.assertSound();
    }
    this.#skipPause();
  }

  #start(): void {
    this.#run = this.#runOnce();
  }

  async #runOnce(): Promise<void> {
    const keys = [...this.#waiting];
    this.#waiting.clear();
    try {
      await this.#work(keys);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = { error };
      for (const key of keys) this.#waiting.add(key);
    }
    this.#run = undefined;
    this.#timer = setTimeout(() => this.#next(), this.#pause);
    // A failure is tried again and again: that must not keep a process alive which has nothing else to do.
    if (this.#failure) this.#timer.unref();
  }

  #skipPause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    this.#timer = undefined;
    if (this.#waiting.size > 0) this.#start();
  }
}
