import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Text } from '../locales/text.js';

/** What a person is asked before something is done that cannot be undone. */
export interface Question {
  readonly title: Text;
  readonly text: Text;
  /** What the button says that does it. */
  readonly confirm: string;
  /** How that button looks; `danger` as it is. */
  readonly tone?: 'danger' | 'primary';
  readonly cancel: string;
  /** What has to be entered, between the text and the buttons. */
  readonly field?: TemplateResult;
  /** Asked when the person confirms; where it is false the dialog stays, and says why. */
  readonly accepts?: () => boolean;
}

/**
 * Asks a person to confirm, in a modal native dialog: the focus stays inside, Esc is "no", and the focus returns where
 * it was. Leaving the page is "no" too. Needs `dialogStyles`.
 */
export class Confirmation implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #dialog = createRef<HTMLDialogElement>();
  #asked: { readonly question: () => Question; readonly answer: (yes: boolean) => void } | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#settle(false);
  }

  /**
   * Resolves with true where the person confirmed.
   *
   * @param question read again each time the element renders, since its language may change meanwhile
   */
  async ask(question: () => Question): Promise<boolean> {
    this.#settle(false);
    const answered = new Promise<boolean>((answer) => {
      this.#asked = { question, answer };
    });
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#dialog.value?.showModal();
    return answered;
  }

  /** Belongs into the template of the host. */
  render(): TemplateResult | typeof nothing {
    if (!this.#asked) return nothing;
    const { title, text, confirm, tone = 'danger', cancel, field, accepts } = this.#asked.question();
    const close = (answer: string) => this.#dialog.value?.close(answer);
    const submit = (event: Event) => {
      event.preventDefault();
      if (accepts?.() ?? true) close('yes');
    };
    return html`<dialog
      class="dialog confirmation"
      part="confirmation"
      role="alertdialog"
      aria-labelledby="question"
      aria-describedby="consequence"
      ${ref(this.#dialog)}
      @close=${() => this.#settle(this.#dialog.value?.returnValue === 'yes')}
    >
      <form novalidate @submit=${submit}>
        <p class="title" id="question">${title}</p>
        <p id="consequence">${text}</p>
        ${field ?? nothing}
        <div class="footer">
          <button class="button" part="button" type="button" @click=${() => close('no')}>${cancel}</button>
          <button class="button ${tone}" part="button">${confirm}</button>
        </div>
      </form>
    </dialog>`;
  }

  #settle(yes: boolean): void {
    const asked = this.#asked;
    this.#asked = undefined;
    this.#host.requestUpdate();
    asked?.answer(yes);
  }
}
