import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Catalog } from '../locales/catalog.js';
import type { Advice, Text } from '../locales/text.js';
import { LatchkeyFailedEvent } from './failed-event.js';
import { Localizer } from './localizer.js';

/** What every element shares: messages in the language of its place, and one live region. */
export abstract class LatchkeyElement<Messages> extends LitElement {
  readonly #localizer: Localizer<Messages>;
  @state() private announcement: { readonly text: Text } | undefined;

  constructor(catalog: Catalog<Messages>) {
    super();
    this.#localizer = new Localizer<Messages>(this, catalog);
  }

  protected get messages(): Messages {
    return this.#localizer.messages;
  }

  /** BCP 47, for dates and numbers. */
  protected get tag(): string {
    return this.#localizer.language.tag;
  }

  /** Says something to whoever does not see it. Saying the same again is heard again. */
  protected announce(text: Text): void {
    this.announcement = { text };
  }

  /** Tells the page and whoever does not see it that the back end failed. */
  protected tellFailure(error: unknown, { says, next }: Advice): void {
    this.announce([says, ' ', next]);
    this.dispatchEvent(new LatchkeyFailedEvent(error));
  }

  /** What the element shows. */
  protected abstract renderContent(): unknown;

  protected override render(): TemplateResult {
    const { isReady, language } = this.#localizer;
    const said = this.announcement;
    // The region is there before anything is said: screen readers miss what comes together with it.
    return html`<div class="base" part="base" lang=${language.tag} dir=${language.dir}>
      ${isReady ? this.renderContent() : nothing}
      <div class="live" role="status">${said && keyed(said, html`<p>${said.text}</p>`)}</div>
    </div>`;
  }
}
