import type { IssuedLicense, IssueOutcome } from '@latchkey/core';
import { html, type ReactiveElement, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Advice, Text } from '../locales/text.js';
import { formStyles } from './form.styles.js';
import { IssueForm, type FormSubject } from './issue-form.js';
import { IssueResult } from './issue-result.js';

/** What an element wants to hear, and what it does for the desk. */
export interface DeskListener {
  messages(): LicenseIssuerMessages;
  tag(): string;
  announce(text: Text): void;
  /** The back end failed, as it is shown. */
  failed(error: unknown, advice: Advice): void;
  created(outcome: IssueOutcome): void;
  /** The person is done, or gave up. */
  closed(): void;
}

/**
 * Where an offline license is made: the form, then its result. This module brings all that only who creates needs: load it
 * by `import()`.
 */
export class IssueDesk {
  readonly #host: ReactiveElement;
  readonly #form: IssueForm;
  readonly #result: IssueResult;
  #subject: FormSubject | undefined;

  constructor(host: ReactiveElement, listener: DeskListener) {
    this.#host = host;
    // Its styles come with it.
    const { styleSheet } = formStyles;
    if (styleSheet) host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
    this.#form = new IssueForm(host, {
      ...listener,
      created: (outcome) => {
        this.#handOut(outcome.offlineLicense, outcome.existing);
        listener.created(outcome);
      },
      chosen: (offlineLicense) => this.#handOut(offlineLicense, true),
    });
    this.#result = new IssueResult(host, { ...listener, done: () => listener.closed() });
  }

  get isFormOpen(): boolean {
    return this.#form.isOpen;
  }

  async open(subject: FormSubject): Promise<void> {
    this.#subject = subject;
    this.#result.close();
    this.#form.open(subject);
    await this.#focus('#machine');
  }

  close(): void {
    this.closeForm();
    this.#result.close();
  }

  closeForm(): void {
    this.#form.close();
  }

  render(headingLevel: number): TemplateResult {
    return html`${this.#result.render()} ${this.#form.render(headingLevel)}`;
  }

  #handOut(offlineLicense: IssuedLicense, existing: boolean): void {
    const subject = this.#subject;
    if (!subject) return;
    this.#form.close();
    this.#result.open({ ...subject, offlineLicense, existing });
    void this.#focus('.result');
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
