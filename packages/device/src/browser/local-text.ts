/**
 * A small text in localStorage, the second place for what must not be forgotten. A browser may forbid it, so that
 * reading gives nothing and writing says false: the first place counts then.
 */
export class LocalText {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  read(): string | undefined {
    try {
      return globalThis.localStorage.getItem(this.#key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  write(text: string): boolean {
    try {
      if (globalThis.localStorage.getItem(this.#key) !== text) {
        globalThis.localStorage.setItem(this.#key, text);
      }
      return true;
    } catch {
      return false;
    }
  }
}
