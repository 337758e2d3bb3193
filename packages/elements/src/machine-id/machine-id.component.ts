import type { ActivationBackend, CallContext, ThisMachine } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { machineIdCatalog, type MachineIdMessages } from '../locales/machine-id.js';
import { BackendController } from '../shared/backend-controller.js';
import { Confirmation } from '../shared/confirmation.js';
import { activationBackendContext } from '../shared/contexts.js';
import { explainFailure, isKeyGone } from '../shared/failure.js';
import { icon } from '../shared/icon.js';
import { CHECK, COPY, DOWNLOAD, QR } from '../shared/icon-paths.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { machineCode } from '../shared/machine-code.js';
import { notice } from '../shared/notice.js';
import type { Phase } from '../shared/phase.js';
import { renderFailure, renderUnconfigured } from '../shared/phase-notices.js';
import { encodeQrCode, renderQrCode, type QrModules } from '../shared/qr/qr-code.js';
import { saveFile } from '../shared/save-file.js';
import { Step } from '../shared/step.js';
import {
  LatchkeyCopiedEvent,
  LatchkeyMachineReadEvent,
  LatchkeySavedEvent,
  LatchkeySharedEvent,
} from './machine-id-events.js';
import { machineIdStyles } from './machine-id.styles.js';
import { renderShareButton } from './share-button.js';

/** How long the button says that it copied, in milliseconds. */
const COPIED_FOR = 2000;

/** What is open below the buttons. */
type Below = { readonly qr: QrModules | undefined } | { readonly trouble: Trouble };
type Trouble = 'copyBlocked' | 'qrFailed' | 'shareFailed';

/**
 * Shows the ID of this machine, and the ways to send it to whoever makes licenses: copy, QR code, request file, share.
 *
 * @summary The ID of this machine, ready to be sent.
 *
 * @slot - What the product wants to add below the hint, such as a link to its help.
 *
 * @fires latchkey-machine-read - The machine ID was read and is shown.
 * @fires latchkey-copied - The machine ID was copied.
 * @fires latchkey-saved - The request file was handed to the person.
 * @fires latchkey-shared - The machine ID was shared, through the share sheet or by mail.
 * @fires latchkey-failed - The machine ID could not be read.
 *
 * @csspart base - The box around everything.
 * @csspart card - The card.
 * @csspart label - The label above the machine ID.
 * @csspart id - The machine ID.
 * @csspart button - Each button.
 * @csspart qr - The QR code.
 * @csspart notice - A message.
 * @csspart confirmation - The dialog that asks before a new device key is made.
 */
export class LatchkeyMachineId extends LatchkeyElement<MachineIdMessages> {
  static override readonly styles = machineIdStyles;

  /** Where the machine ID comes from; without one, the context `activationBackendContext` around the element. */
  @property({ attribute: false }) backend: ActivationBackend | undefined;

  @state() private phase: Phase<ThisMachine> = { name: 'reading' };
  @state() private below: Below | undefined;
  @state() private isCopied = false;
  @query('.code') private code: HTMLElement | null | undefined;

  readonly #backend: BackendController<ActivationBackend>;
  readonly #reading = new Step(this);
  readonly #confirmation = new Confirmation(this);
  readonly #encoding = new Step(this);
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super(machineIdCatalog);
    this.#backend = new BackendController(this, activationBackendContext, () => this.#read());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#copiedTimer);
    this.isCopied = false;
    this.below = undefined;
  }

  protected override renderContent(): unknown {
    const { phase, messages } = this;
    if (phase.name === 'unconfigured') return renderUnconfigured(messages.common);
    if (phase.name === 'failed') return this.#renderFailed(phase.error);
    return html`<div class="card" part="card" role="group" aria-labelledby="label">
      <span class="label" part="label" id="label">${messages.label}</span>
      ${phase.name === 'ready' ? this.#renderMachine(phase.value) : this.#renderSkeleton()}
    </div>`;
  }

  #renderFailed(error: unknown): TemplateResult {
    const { messages } = this;
    // Only where a person can do something about it, and the back end offers it.
    const startAnew = isKeyGone(error) && this.#backend.value?.startAnew !== undefined;
    const more = startAnew
      ? html`<button class="button danger" part="button" @click=${this.#startAnew}>
          ${messages.startAnew}
        </button>`
      : nothing;
    return html`${renderFailure(error, messages, () => this.#retry(), more)} ${this.#confirmation.render()}`;
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="skeleton late" role="img" aria-label=${this.messages.reading}></div>`;
  }

  #renderMachine(machine: ThisMachine): TemplateResult {
    const { below, messages } = this;
    const isQrOpen = below !== undefined && 'qr' in below;
    return html`${machineCode(machine.machineId)}
      <div class="actions">
        ${this.#renderButton(
          this.isCopied ? CHECK : COPY,
          this.isCopied ? messages.copied : messages.copy,
          () => this.#copy(machine),
        )}
        <button
          class="button"
          part="button"
          aria-expanded=${isQrOpen}
          @click=${() => (isQrOpen ? this.#closeQr() : this.#openQr(machine))}
        >
          ${icon(QR)}${messages.qr}
        </button>
        ${this.#renderButton(DOWNLOAD, messages.file, () => this.#save(machine))}
        ${renderShareButton(machine, messages, {
          shared: (by) => this.dispatchEvent(new LatchkeySharedEvent(by)),
          failed: () => this.#warn('shareFailed'),
        })}
      </div>
      ${below && html`<div class="below">${this.#renderBelow(below)}</div>`}
      <p class="muted below">${messages.hint} <slot></slot></p>`;
  }

  #renderButton(path: string, label: string, clicked: () => void): TemplateResult {
    return html`<button class="button" part="button" @click=${clicked}>${icon(path)}${label}</button>`;
  }

  #renderBelow(below: Below): unknown {
    const { messages } = this;
    if ('trouble' in below) return notice('warn', messages[below.trouble]);
    if (below.qr === undefined) return nothing;
    return html`${renderQrCode(below.qr, messages.qrLabel)}
      <p class="muted caption">${messages.qrHint}</p>`;
  }

  #read(): void {
    const backend = this.#backend.value;
    this.below = undefined;
    if (backend) {
      void this.#become((signal) => backend.readMachine({ signal }));
      return;
    }
    this.#reading.abort();
    this.phase = { name: 'unconfigured' };
  }

  #become(read: (signal: AbortSignal) => Promise<ThisMachine>): Promise<void> {
    this.phase = { name: 'reading' };
    return this.#reading.run(read, {
      done: (value) => {
        this.phase = { name: 'ready', value };
        this.dispatchEvent(new LatchkeyMachineReadEvent(value));
      },
      failed: (error) => {
        this.phase = { name: 'failed', error };
        this.tellFailure(error, explainFailure(error, this.messages.failures));
      },
    });
  }

  /** Tries again; whoever did so by keyboard goes on where the new buttons are. */
  async #retry(
    read = (backend: ActivationBackend, context: CallContext) => backend.readMachine(context),
  ): Promise<void> {
    const backend = this.#backend.value;
    if (!backend) return;
    await this.#become((signal) => read(backend, { signal }));
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  readonly #startAnew = async (): Promise<void> => {
    const { common, startAnew, startAnewTitle, startAnewText } = this.messages;
    const question = {
      title: startAnewTitle,
      text: startAnewText,
      confirm: startAnew,
      cancel: common.cancel,
    };
    if (!(await this.#confirmation.ask(question))) return;
    await this.#retry((backend, context) => backend.startAnew?.(context) ?? backend.readMachine(context));
  };

  async #copy({ machineId }: ThisMachine): Promise<void> {
    try {
      await navigator.clipboard.writeText(machineId);
    } catch {
      // Not a secure page, or not allowed here.
      if (this.code) getSelection()?.selectAllChildren(this.code);
      this.#warn('copyBlocked');
      return;
    }
    this.isCopied = true;
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => (this.isCopied = false), COPIED_FOR);
    this.announce(this.messages.copiedSaid);
    this.dispatchEvent(new LatchkeyCopiedEvent(machineId));
  }

  #openQr({ request }: ThisMachine): void {
    this.below = { qr: undefined };
    void this.#encoding.run(() => encodeQrCode(request), {
      done: (qr) => (this.below = { qr }),
      failed: () => this.#warn('qrFailed'),
    });
  }

  #closeQr(): void {
    this.#encoding.abort();
    this.below = undefined;
  }

  #save({ requestFileName, request }: ThisMachine): void {
    saveFile(requestFileName, request, 'text/plain');
    this.announce(this.messages.fileSaid);
    this.dispatchEvent(new LatchkeySavedEvent(requestFileName));
  }

  #warn(trouble: Trouble): void {
    this.below = { trouble };
    this.announce(this.messages[trouble]);
  }
}
