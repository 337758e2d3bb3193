import { nothing, type ReactiveElement } from 'lit';
import type { CommonMessages } from '../locales/common.js';
import type { Advice } from '../locales/text.js';
import { moveFocus } from '../shared/move-focus.js';
import { failureNotice } from '../shared/phase-notices.js';
import { mayHelpToRepeat } from '../shared/problem.js';
import { Step } from '../shared/step.js';

/** Something that a person sets off, that takes a while and may fail. */
export interface Job<T> {
  work(signal: AbortSignal): Promise<T>;
  done(value: T): void;
  /** What to say where it fails; read again each time, since the language may change. */
  explain(error: unknown): Advice;
}

interface Trouble {
  readonly error: unknown;
  readonly explain: () => Advice;
  readonly again: () => void;
}

/** Does one job at a time, keeps what went wrong, and tries again where the person wants to. */
export class Task {
  readonly #host: ReactiveElement;
  readonly #failed: (error: unknown, advice: Advice) => void;
  readonly #step: Step;
  #isRunning = false;
  #trouble: Trouble | undefined;

  constructor(host: ReactiveElement, failed: (error: unknown, advice: Advice) => void) {
    this.#host = host;
    this.#failed = failed;
    this.#step = new Step(host);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Forgets what went wrong, and what is on its way. */
  reset(): void {
    this.#step.abort();
    this.#become(false);
  }

  async run<T>(job: Job<T>): Promise<void> {
    this.#become(true);
    await this.#step.run((signal) => job.work(signal), {
      done: (value) => {
        this.#become(false);
        job.done(value);
      },
      failed: (error) => {
        const explain = () => job.explain(error);
        this.#become(false, { error, explain, again: () => this.#again(job) });
        this.#failed(error, explain());
      },
    });
  }

  /** What went wrong. Belongs into the template of the host. */
  render(common: CommonMessages): unknown {
    const trouble = this.#trouble;
    if (!trouble) return nothing;
    const { error, explain, again } = trouble;
    return failureNotice({ error, advice: explain() }, common, mayHelpToRepeat(error) ? again : undefined);
  }

  /** The button that was pressed goes: who works by keyboard goes on where the answer appears. */
  #again<T>(job: Job<T>): void {
    void this.run(job);
    void moveFocus(this.#host, '.below');
  }

  #become(isRunning: boolean, trouble?: Trouble): void {
    this.#isRunning = isRunning;
    this.#trouble = trouble;
    this.#host.requestUpdate();
  }
}
