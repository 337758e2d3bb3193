import { html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import { Confirmation, type Question } from '../shared/confirmation.js';
import { renderFailure } from '../shared/phase-notices.js';
import { Step } from '../shared/step.js';

/** What is done once the person has confirmed. */
export interface Deed {
  act(signal: AbortSignal): Promise<unknown>;
  done(): void;
}

/** Does what cannot be undone: asks first, keeps what went wrong, and tries again where the person wants to. */
export class ConfirmedStep implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #failed: (error: unknown) => void;
  readonly #confirmation: Confirmation;
  readonly #step: Step;
  #trouble: { readonly deed: Deed; readonly error: unknown } | undefined;

  constructor(host: ReactiveElement, failed: (error: unknown) => void) {
    this.#host = host;
    this.#failed = failed;
    this.#confirmation = new Confirmation(host);
    this.#step = new Step(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Forgets what went wrong, and what is on its way. */
  reset(): void {
    this.#step.abort();
    this.#trouble = undefined;
  }

  async ask(question: () => Question, deed: Deed): Promise<void> {
    if (await this.#confirmation.ask(question)) await this.#do(deed);
  }

  /** What went wrong, and the question. Belongs into the template of the host. */
  render(messages: ActivationMessages): unknown {
    const trouble = this.#trouble;
    const failure = trouble && renderFailure(trouble.error, messages, () => void this.#do(trouble.deed));
    return html`${failure ?? nothing} ${this.#confirmation.render()}`;
  }

  async #do(deed: Deed): Promise<void> {
    this.#trouble = undefined;
    this.#host.requestUpdate();
    await this.#step.run((signal) => deed.act(signal), {
      done: () => deed.done(),
      failed: (error) => {
        this.#trouble = { deed, error };
        this.#host.requestUpdate();
        this.#failed(error);
      },
    });
  }
}
