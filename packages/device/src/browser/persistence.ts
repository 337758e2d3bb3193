/**
 * Whether the browser has promised to keep what is stored. Never waited for: Firefox asks the person, and may not
 * settle before the page is left.
 */
export class Persistence {
  readonly #changed: () => void;
  #persisted: boolean | undefined;
  #hasLooked = false;
  #isAsking = false;

  /** @param changed called when the answer is there, or becomes another one */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `undefined` as long as it is not known. */
  get persisted(): boolean | undefined {
    return this.#persisted;
  }

  /** Finds out whether the promise was given already. The person is not asked. */
  look(): void {
    if (this.#hasLooked) return;
    this.#hasLooked = true;
    void this.#take(() => navigator.storage.persisted());
  }

  /** Asks for the promise, when there is something worth keeping. Some browsers ask the person then. */
  ask(): void {
    if (this.#persisted === true || this.#isAsking) return;
    this.#isAsking = true;
    void this.#take(() => navigator.storage.persist()).finally(() => {
      this.#isAsking = false;
    });
  }

  async #take(question: () => Promise<boolean>): Promise<void> {
    try {
      const persisted = await question();
      if (persisted === this.#persisted) return;
      this.#persisted = persisted;
      this.#changed();
    } catch {
      // The browser does not know the question: then the answer stays unknown.
    }
  }
}
