import type { ActivationBackend, ThisMachine } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { machineIdCatalog, type MachineIdMessages } from '../locales/machine-id.js';
import { BackendController } from '../shared/backend-controller.js';
import { activationBackendContext } from '../shared/contexts.js';
import { explainFailure } from '../shared/failure.js';
import { LatchkeyCopiedEvent, LatchkeySavedEvent } from '../shared/hand-out-events.js';
import { icon } from '../shared/icon.js';
import { CHECK, COPY, DOWNLOAD, QR } from '../shared/icon-paths.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { machineCode } from '../shared/machine-code.js';
import { notice } from '../shared/notice.js';
import type { Phase } from '../shared/phase.js';
import { renderFailure, renderUnconfigured } from '../shared/phase-notices.js';
import type { QrCode } from '../shared/qr/qr-code.js';
import { saveFile } from '../shared/save-file.js';
import { Step } from '../shared/step.js';
import { LatchkeyMachineReadEvent, LatchkeySharedEvent } from './machine-id-events.js';
import { machineIdStyles } from './machine-id.styles.js';
import { renderShareButton } from './share-button.js';

/** How long the button says that it copied, in milliseconds. */
const COPIED_FOR = 2000;

/** What is open below the buttons. */
type Below = { readonly qr: QrCode | undefined } | { readonly trouble: Trouble };
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
 */
export class LatchkeyMachineId extends LatchkeyElement<MachineIdMessages> {
  static override readonly styles = machineIdStyles;

  /** Where the machine ID comes from; without one, the context `activationBackendContext` around the element. */
  @property({ attribute: false }) backend: ActivationBackend | undefined;

  @state() private phase: Phase<ThisMachine> = { name: 'reading' };
  @state() private below: Below | undefined;
  @state() private isCopied = false;

  readonly #backend: BackendController<ActivationBackend>;
  readonly #reading = new Step(this);
  readonly #encoding = new Step(this);
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super(machineIdCatalog);
    this.#backend = new BackendController(this, activationBackendContext, () => void this.#read());
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
    if (phase.name === 'failed') return renderFailure(phase.error, messages, () => void this.#retry());
    return html`<div class="card" part="card" role="group" aria-labelledby="label">
      <span class="label" part="label" id="label">${messages.label}</span>
      ${phase.name === 'ready' ? this.#renderMachine(phase.value) : this.#renderSkeleton()}
    </div>`;
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
      ${below && html`<div class="below ${isQrOpen ? 'wide' : ''}">${this.#renderBelow(below)}</div>`}
      <p class="muted below">${messages.hint} <slot></slot></p>`;
  }

  #renderButton(path: string, label: string, clicked: () => void): TemplateResult {
    return html`<button class="button" part="button" @click=${clicked}>${icon(path)}${label}</button>`;
  }

  #renderBelow(below: Below): unknown {
    const { messages } = this;
    if ('trouble' in below) return notice('warn', messages[below.trouble]);
    return below.qr?.(messages.qrLabel);
  }

  async #read(): Promise<void> {
    const backend = this.#backend.value;
    this.below = undefined;
    this.phase = { name: backend ? 'reading' : 'unconfigured' };
    if (!backend) return this.#reading.abort();
    await this.#reading.run((signal) => backend.readMachine({ signal }), {
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
  async #retry(): Promise<void> {
    await this.#read();
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  async #copy({ machineId }: ThisMachine): Promise<void> {
    try {
      await navigator.clipboard.writeText(machineId);
    } catch {
      // Not a secure page, or not allowed here.
      const code = this.renderRoot.querySelector('.code');
      if (code) getSelection()?.selectAllChildren(code);
      this.#warn('copyBlocked');
      return;
    }
    if (!this.isConnected) return;
    this.isCopied = true;
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => (this.isCopied = false), COPIED_FOR);
    this.announce(this.messages.copiedSaid);
    this.dispatchEvent(new LatchkeyCopiedEvent(machineId));
  }

  #openQr({ request }: ThisMachine): void {
    this.below = { qr: undefined };
    void this.#encoding.run(() => makeQrCode(request), {
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

/** Loaded on first use, with the encoder. */
async function makeQrCode(text: string): Promise<QrCode> {
  const { encodeQrCode } = await import('../shared/qr/qr-code.js');
  return encodeQrCode(text);
}
