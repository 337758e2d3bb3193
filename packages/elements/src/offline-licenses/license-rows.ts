import type { IssuedLicense } from '@latchkey/core';
import type { ReactiveElement } from 'lit';
import { Step } from '../shared/step.js';
import type { ListSource } from './list-host.js';
import { readPage } from './list-query.js';

/** Where the list stands. */
export type RowsPhase =
  | { readonly name: 'reading' }
  | { readonly name: 'failed'; readonly error: unknown }
  | {
      readonly name: 'ready';
      readonly rows: IssuedLicense[];
      /** There is a page after these. */
      readonly next: string | undefined;
      /** What happens to that page, or to all where the list is read anew. */
      readonly page: 'idle' | 'reading' | 'renewing' | { readonly error: unknown };
    };

/** What an element wants to hear. */
export interface RowsListener {
  /** The first page is there. */
  arrived(): void;
  /** One more page is there. */
  grew(): void;
  failed(error: unknown): void;
}

/** Reads a list page by page, and keeps what it has where a page fails. */
export class LicenseRows {
  readonly #host: ReactiveElement;
  readonly #listener: RowsListener;
  readonly #reading: Step;
  #source: ListSource | undefined;
  #phase: RowsPhase = { name: 'reading' };

  constructor(host: ReactiveElement, listener: RowsListener) {
    this.#host = host;
    this.#listener = listener;
    this.#reading = new Step(host);
  }

  get phase(): RowsPhase {
    return this.#phase;
  }

  get rows(): readonly IssuedLicense[] {
    return this.#phase.name === 'ready' ? this.#phase.rows : [];
  }

  /** Forgets everything, and what is on its way. */
  reset(): void {
    this.#reading.abort();
    this.#source = undefined;
    this.#become({ name: 'reading' });
  }

  /** Reads the first page. What is there stays until it comes, unless it is of another organization or back end. */
  async read(source: ListSource): Promise<void> {
    const before = this.#source;
    this.#source = source;
    const { backend, scope } = source;
    const isSame = before?.backend === backend && before.scope.organizationId === scope.organizationId;
    const { phase } = this;
    this.#become(isSame && phase.name === 'ready' ? { ...phase, page: 'renewing' } : { name: 'reading' });
    await this.#reading.run((signal) => readPage(backend, scope, undefined, signal), {
      done: ({ offlineLicenses, next }) => {
        this.#become({ name: 'ready', rows: [...offlineLicenses], next, page: 'idle' });
        this.#listener.arrived();
      },
      failed: (error) => {
        this.#become({ name: 'failed', error });
        this.#listener.failed(error);
      },
    });
  }

  /**
   * Reads the next page, unless there is none or one is on its way.
   *
   * @param isAgain a person wants it, though it failed before
   */
  async readMore(isAgain = false): Promise<void> {
    const { phase } = this;
    const source = this.#source;
    if (!source || phase.name !== 'ready' || phase.next === undefined) return;
    const isFailed = typeof phase.page === 'object';
    if (phase.page !== 'idle' && !(isFailed && isAgain)) return;
    const { rows, next } = phase;
    this.#become({ ...phase, page: 'reading' });
    await this.#reading.run((signal) => readPage(source.backend, source.scope, next, signal), {
      done: (page) => {
        // In place: a copy for each of 500 pages would keep the garbage collector busy while somebody scrolls.
        rows.push(...page.offlineLicenses);
        this.#become({ name: 'ready', rows, next: page.next, page: 'idle' });
        this.#listener.grew();
      },
      failed: (error) => {
        this.#become({ ...phase, page: { error } });
        this.#listener.failed(error);
      },
    });
  }

  #become(phase: RowsPhase): void {
    this.#phase = phase;
    this.#host.requestUpdate();
  }
}
