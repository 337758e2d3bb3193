import type { ReactiveElement } from 'lit';

/** Licenses that the person ticked, by their IDs. It outlives searches: what was found one by one goes into one zip. */
export class Selection {
  readonly #host: ReactiveElement;
  #ids: ReadonlySet<string> = new Set();

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  set(ids: Iterable<string>, isSelected: boolean): void {
    const changed = new Set(this.#ids);
    for (const id of ids) {
      if (isSelected) changed.add(id);
      else changed.delete(id);
    }
    this.#ids = changed;
    this.#host.requestUpdate();
  }

  clear(): void {
    this.#ids = new Set();
    this.#host.requestUpdate();
  }
}
