import type { ActivationBackend } from '@latchkey/core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { LatchkeyStateReadEvent } from '../activation/activation-events.js';
import { activationCatalog, type ActivationMessages } from '../locales/activation.js';
import { icon } from '../shared/icon.js';
import { CLOSE } from '../shared/icon-paths.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import {
  LatchkeyClosedEvent,
  LatchkeyOpenedEvent,
  LatchkeyRequestCloseEvent,
  type CloseSource,
} from './activation-dialog-events.js';
import { activationDialogStyles } from './activation-dialog.styles.js';

/**
 * `<latchkey-activation>` in a modal native dialog. Esc and the buttons ask to close; the focus goes in when it opens,
 * and back when it closes. What is inside fires its own events.
 *
 * @summary Offline activation, in a dialog.
 *
 * @slot help - What the product wants to add below the machine ID, such as a link to its help.
 *
 * @fires latchkey-request-close - A person wants to close the dialog. Cancelable: `preventDefault()` keeps it open.
 * @fires latchkey-opened - The dialog is open, and has the focus.
 * @fires latchkey-closed - The dialog is closed, and the focus is back where it was.
 *
 * @csspart base - The box around the dialog.
 * @csspart dialog - The dialog.
 * @csspart header - The title and the button that closes.
 * @csspart title - The title.
 * @csspart body - What scrolls.
 * @csspart footer - The buttons at the bottom.
 * @csspart button - Each button.
 * @csspart activation - The element inside.
 * @csspart status - The license that counts.
 * @csspart details - A list of the details of a license.
 * @csspart id - A machine ID.
 * @csspart notice - A message.
 * @csspart step - Each step.
 * @csspart card - The card with the machine ID.
 * @csspart label - The label above the machine ID.
 * @csspart qr - The QR code of the activation request.
 * @csspart zone - Where files are dropped.
 * @csspart field - The field for pasted text.
 * @csspart camera - The picture of the camera.
 * @csspart confirmation - The dialog that asks before a license is removed.
 */
export class LatchkeyActivationDialog extends LatchkeyElement<ActivationMessages> {
  static override readonly styles = activationDialogStyles;

  /** Where the licenses are; without one, the context `activationBackendContext` around the element. */
  @property({ attribute: false }) backend: ActivationBackend | undefined;
  /** Opens and closes the dialog. Setting it asks nobody: `latchkey-request-close` is for persons. */
  @property({ type: Boolean, reflect: true }) open = false;

  @state() private isInForce = false;
  @query('dialog') private dialog: HTMLDialogElement | null | undefined;

  constructor() {
    super(activationCatalog);
  }

  /** Opens the dialog, as `open = true` does. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog, as `open = false` does. */
  close(): void {
    this.open = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A dialog that leaves the page leaves the top layer. In its next place it has to be shown anew.
    if (this.dialog?.open) this.dialog.close();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { dialog } = this;
    if (!dialog || !this.isConnected || this.open === dialog.open) return;
    if (this.open) {
      dialog.showModal();
      this.dispatchEvent(new LatchkeyOpenedEvent());
    } else {
      dialog.close();
    }
  }

  protected override renderContent(): TemplateResult {
    const { common, dialogTitle } = this.messages;
    return html`<dialog
      class="dialog"
      part="dialog"
      aria-labelledby="title"
      @keydown=${this.#onKeydown}
      @cancel=${this.#onCancel}
      @close=${this.#onClose}
    >
      <div class="header" part="header">
        <h2 class="title" part="title" id="title" tabindex="-1" autofocus>${dialogTitle}</h2>
        <button
          class="button"
          part="button"
          aria-label=${common.close}
          @click=${() => this.#requestClose('close-button')}
        >
          ${icon(CLOSE)}
        </button>
      </div>
      <div class="body" part="body">${this.open ? this.#renderActivation() : nothing}</div>
      <div class="footer" part="footer">${this.#renderButton()}</div>
    </dialog>`;
  }

  #renderActivation(): TemplateResult {
    return html`<latchkey-activation
      part="activation"
      exportparts="status, details, id, notice, step, card, label, qr, zone, field, camera, button, confirmation"
      heading-level="3"
      .backend=${this.backend}
      @latchkey-state-read=${this.#onStateRead}
    >
      <slot name="help" slot="help"></slot>
    </latchkey-activation>`;
  }

  #renderButton(): TemplateResult {
    const { common, done } = this.messages;
    const [kind, label, source] = this.isInForce
      ? (['primary', done, 'done-button'] as const)
      : (['', common.cancel, 'cancel-button'] as const);
    return html`<button class="button ${kind}" part="button" @click=${() => this.#requestClose(source)}>
      ${label}
    </button>`;
  }

  #requestClose(source: CloseSource): void {
    if (this.dispatchEvent(new LatchkeyRequestCloseEvent(source))) this.open = false;
  }

  readonly #onStateRead = ({ state: { license } }: LatchkeyStateReadEvent): void => {
    this.isInForce = license !== undefined;
  };

  /**
   * Esc is taken here, and not from the `cancel` event alone: Chromium lets nobody cancel the second one in a row.
   */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // A question inside has its own Esc.
    const innermost = event.composedPath().find((node) => node instanceof HTMLDialogElement);
    if (innermost !== this.dialog) return;
    event.preventDefault();
    this.#requestClose('escape');
  };

  /** Other ways to dismiss, such as the back gesture of a phone. */
  readonly #onCancel = (event: Event): void => {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.#requestClose('escape');
  };

  readonly #onClose = (): void => {
    // The event comes late: by then the dialog may have moved to another place, and be open again.
    if (!this.isConnected || this.dialog?.open) return;
    // A browser may close it without asking.
    this.open = false;
    this.dispatchEvent(new LatchkeyClosedEvent());
  };
}
