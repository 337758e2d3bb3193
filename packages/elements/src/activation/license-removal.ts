import type { ActivationBackend } from '@latchkey/core';
import { html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import { Confirmation } from '../shared/confirmation.js';
import { renderFailure } from '../shared/phase-notices.js';
import { Step } from '../shared/step.js';

/** What an element wants to hear of a removal. */
export interface RemovalListener {
  /** @param jti of the license that is gone */
  removed(jti: string): void;
  failed(error: unknown): void;
}

/** Removes a license after the person confirmed, and keeps what went wrong. */
export class LicenseRemoval implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #backend: () => ActivationBackend | undefined;
  readonly #listener: RemovalListener;
  readonly #confirmation: Confirmation;
  readonly #step: Step;
  #trouble: { readonly jti: string; readonly error: unknown } | undefined;

  constructor(
    host: ReactiveElement,
    backend: () => ActivationBackend | undefined,
    listener: RemovalListener,
  ) {
    this.#host = host;
    this.#backend = backend;
    this.#listener = listener;
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

  async ask(jti: string, { common, remove, removeText, removeTitle }: ActivationMessages): Promise<void> {
    const question = { title: removeTitle, text: removeText, confirm: remove, cancel: common.cancel };
    if (await this.#confirmation.ask(question)) await this.#remove(jti);
  }

  /** What went wrong, and the question. Belongs into the template of the host. */
  render(messages: ActivationMessages): unknown {
    const trouble = this.#trouble;
    return html`${
      trouble ? renderFailure(trouble.error, messages, () => void this.#remove(trouble.jti)) : nothing
    }
    ${this.#confirmation.render()}`;
  }

  async #remove(jti: string): Promise<void> {
    const backend = this.#backend();
    if (!backend) return;
    this.#trouble = undefined;
    this.#host.requestUpdate();
    await this.#step.run((signal) => backend.remove(jti, { signal }), {
      done: () => this.#listener.removed(jti),
      failed: (error) => {
        this.#trouble = { jti, error };
        this.#host.requestUpdate();
        this.#listener.failed(error);
      },
    });
  }
}
