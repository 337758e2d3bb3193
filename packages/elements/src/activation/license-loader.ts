import type { ActivationBackend, ActivationOutcome } from '@latchkey/core';
import type { ReactiveElement } from 'lit';
import { Step } from '../shared/step.js';
import type { LicenseSource } from './license-source.js';

/** What became of one source; no outcome where it could not be read. */
export interface Loaded {
  readonly source: LicenseSource;
  readonly outcome?: ActivationOutcome;
}

/** Where loading stands. */
export type LoadPhase =
  | { readonly name: 'idle' }
  | { readonly name: 'checking'; readonly done: number; readonly total: number }
  | { readonly name: 'judged'; readonly results: readonly Loaded[] }
  | { readonly name: 'failed'; readonly error: unknown; readonly sources: readonly LicenseSource[] };

/** What an element wants to hear. */
export interface LoaderListener {
  /** One source was judged. */
  loaded(result: Loaded): void;
  /** All were, or the back end failed. */
  settled(phase: LoadPhase): void;
}

/** Hands sources to the back end, one after the other, and keeps what it says about each. */
export class LicenseLoader {
  readonly #host: ReactiveElement;
  readonly #listener: LoaderListener;
  readonly #step: Step;
  #phase: LoadPhase = { name: 'idle' };

  constructor(host: ReactiveElement, listener: LoaderListener) {
    this.#host = host;
    this.#listener = listener;
    this.#step = new Step(host);
  }

  get phase(): LoadPhase {
    return this.#phase;
  }

  load(backend: ActivationBackend, sources: readonly LicenseSource[]): void {
    if (sources.length === 0) return;
    const results: Loaded[] = [];
    this.#become({ name: 'checking', done: 0, total: sources.length });
    const work = async (signal: AbortSignal) => {
      for (const source of sources) {
        const result = await judge(backend, source, signal);
        signal.throwIfAborted();
        results.push(result);
        this.#listener.loaded(result);
        this.#become({ name: 'checking', done: results.length, total: sources.length });
      }
    };
    void this.#step.run(work, {
      done: () => this.#settle({ name: 'judged', results }),
      // What was judged is judged: to try again means to go on.
      failed: (error) => this.#settle({ name: 'failed', error, sources: sources.slice(results.length) }),
    });
  }

  /** Forgets what was loaded, and what is on its way. */
  reset(): void {
    this.#step.abort();
    this.#become({ name: 'idle' });
  }

  #settle(phase: LoadPhase): void {
    this.#become(phase);
    this.#listener.settled(phase);
  }

  #become(phase: LoadPhase): void {
    this.#phase = phase;
    this.#host.requestUpdate();
  }
}

async function judge(
  backend: ActivationBackend,
  source: LicenseSource,
  signal: AbortSignal,
): Promise<Loaded> {
  let contents: string | Uint8Array;
  try {
    contents = await source.read();
  } catch {
    return { source };
  }
  signal.throwIfAborted();
  return { source, outcome: await backend.activate(contents, { signal }) };
}
