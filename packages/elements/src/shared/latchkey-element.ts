import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Catalog } from '../locales/catalog.js';
import type { Advice, Text } from '../locales/text.js';
import { LatchkeyFailedEvent } from './failed-event.js';
import { Localizer } from './localizer.js';

/**
 * What every element shares: messages in the language of its place, one live region, and the custom properties of its
 * look. Light and dark follow `color-scheme`, as the page or the element sets it.
 *
 * @cssprop [--latchkey-space=4px] - The step of all spacing; 3px is compact.
 * @cssprop [--latchkey-control-size=40px] - The least height and width of buttons and fields; 44px on touch screens.
 * @cssprop [--latchkey-radius=8px] - The corners of cards.
 * @cssprop [--latchkey-radius-control=6px] - The corners of buttons and fields.
 * @cssprop [--latchkey-font] - The font family of text.
 * @cssprop [--latchkey-font-code] - The font family of machine IDs and codes.
 * @cssprop [--latchkey-color-surface] - Behind cards and dialogs.
 * @cssprop [--latchkey-color-subtle] - Behind buttons and the drop zone.
 * @cssprop [--latchkey-color-text] - Text.
 * @cssprop [--latchkey-color-muted] - Text of less weight.
 * @cssprop [--latchkey-color-border] - Hairlines.
 * @cssprop [--latchkey-color-border-strong] - Edges of fields and of the drop zone.
 * @cssprop [--latchkey-color-accent] - The primary button, links, the focus ring.
 * @cssprop [--latchkey-color-on-accent] - Text on the primary button.
 * @cssprop [--latchkey-color-good] - What is in force.
 * @cssprop [--latchkey-color-warn] - Warnings.
 * @cssprop [--latchkey-color-bad] - Refusals, failures, and what removes something.
 * @cssprop [--latchkey-shadow] - Of dialogs.
 */
export abstract class LatchkeyElement<Messages> extends LitElement {
  readonly #localizer: Localizer<Messages>;
  #said: { readonly text: Text } | undefined;

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
    this.#said = { text };
    this.requestUpdate();
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
    const said = this.#said;
    // The region is there before anything is said: screen readers miss what comes together with it.
    return html`<div class="base" part="base" lang=${language.tag} dir=${language.dir}>
      ${isReady ? this.renderContent() : nothing}
      <div class="live" role="status">${said && keyed(said, html`<p>${said.text}</p>`)}</div>
    </div>`;
  }
}
