import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { LastFourMessages } from '../locales/last-four.js';
import { Confirmation, type Question } from './confirmation.js';
import { machineCode } from './machine-code.js';

/** What a person is asked before a license is issued. */
export interface LastFourQuestion extends Omit<Question, 'field' | 'accepts'> {
  readonly messages: LastFourMessages;
}

/**
 * Asks a person to confirm that a license is issued for a machine, by the last four characters of its ID: whoever types
 * them has looked. They are the `confirmation` that the service wants. Needs `dialogStyles`, `fieldStyles` and
 * `codeStyles`.
 */
export class LastFourConfirmation implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #confirmation: Confirmation;
  readonly #field = createRef<HTMLInputElement>();
  #isWrong = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#confirmation = new Confirmation(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#isWrong = false;
  }

  /**
   * Resolves with what was typed, or with `undefined` where the person does not confirm.
   *
   * @param question read again each time the element renders, since its language may change meanwhile
   */
  async ask(machineId: string, question: () => LastFourQuestion): Promise<string | undefined> {
    this.#isWrong = false;
    const wanted = machineId.slice(-4);
    const yes = await this.#confirmation.ask(() => {
      const { messages, ...asked } = question();
      return {
        ...asked,
        field: this.#renderField(machineId, messages),
        accepts: () => this.#check(wanted),
      };
    });
    return yes ? wanted : undefined;
  }

  /** Belongs into the template of the host. */
  render(): TemplateResult | typeof nothing {
    return this.#confirmation.render();
  }

  #renderField(machineId: string, { label, wrong }: LastFourMessages): TemplateResult {
    return html`<div class="last-four">
      ${machineCode(machineId)}
      <label class="label" for="last-four">${label}</label>
      <input
        class="field of-code"
        part="field"
        id="last-four"
        maxlength="20"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        dir="ltr"
        aria-invalid=${this.#isWrong}
        aria-describedby=${this.#isWrong ? 'last-four-wrong' : nothing}
        @input=${() => this.#mark(false)}
        ${ref(this.#field)}
      />
      ${this.#isWrong ? html`<p class="wrong" id="last-four-wrong">${wrong}</p>` : nothing}
    </div>`;
  }

  #check(wanted: string): boolean {
    const typed = this.#field.value?.value.trim().toLowerCase() ?? '';
    this.#mark(typed !== wanted);
    if (!this.#isWrong) return true;
    this.#field.value?.select();
    return false;
  }

  #mark(isWrong: boolean): void {
    if (this.#isWrong === isWrong) return;
    this.#isWrong = isWrong;
    this.#host.requestUpdate();
  }
}
