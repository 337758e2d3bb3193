import type { FileContents, IssuedLicense, IssuingBackend } from '@latchkey/core';
import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { LatchkeyCopiedEvent, LatchkeySavedEvent } from '../shared/hand-out-events.js';
import { icon } from '../shared/icon.js';
import { COPY, DOWNLOAD, QR } from '../shared/icon-paths.js';
import { moment } from '../shared/moment.js';
import { notice } from '../shared/notice.js';
import type { Phase } from '../shared/phase.js';
import { failureNotice } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import type { QrCode } from '../shared/qr/qr-code.js';
import { saveFile } from '../shared/save-file.js';
import { Step } from '../shared/step.js';

/** What is handed out. */
export interface Issued {
  readonly backend: IssuingBackend;
  readonly organizationId: string;
  readonly offlineLicense: IssuedLicense;
  /** True where the machine had it already. */
  readonly existing: boolean;
}

export interface ResultListener {
  messages(): LicenseIssuerMessages;
  tag(): string;
  announce(text: Text): void;
  failed(error: unknown, advice: Advice): void;
  done(): void;
}

/** What is open below the buttons. */
type Below =
  { readonly name: 'qr'; readonly qr: QrCode | undefined } | { readonly name: 'qr-failed' | 'text' };

/** The license that was created, and the ways to hand it out: the file, its text, a QR code. */
export class IssueResult implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #listener: ResultListener;
  readonly #fetching: Step;
  readonly #encoding: Step;
  #issued: Issued | undefined;
  #file: Phase<FileContents> = { name: 'reading' };
  #below: Below | undefined;

  constructor(host: ReactiveElement, listener: ResultListener) {
    this.#host = host;
    this.#listener = listener;
    this.#fetching = new Step(host);
    this.#encoding = new Step(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  open(issued: Issued): void {
    this.#issued = issued;
    const { says, next } = this.#advice(issued);
    this.#listener.announce([says, ' ', next]);
    this.#getFile(issued);
  }

  close(): void {
    this.#fetching.abort();
    this.#encoding.abort();
    this.#issued = undefined;
    this.#below = undefined;
    this.#host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    const issued = this.#issued;
    if (!issued) return nothing;
    const messages = this.#listener.messages();
    const { offlineLicense } = issued;
    const { says, next } = this.#advice(issued);
    return html`<section class="card result" part="result" tabindex="-1" aria-label=${messages.licenseText}>
      ${notice('good', says, next)}
      <p class="file"><code dir="ltr">${foreign(offlineLicense.fileName)}</code></p>
      ${this.#renderFile(issued, messages)}
      <div class="footer">
        <button class="button" part="button" @click=${this.#done}>${messages.done}</button>
      </div>
    </section>`;
  }

  #renderFile(issued: Issued, messages: LicenseIssuerMessages): unknown {
    const file = this.#file;
    if (file.name === 'failed') {
      const advice = explainError(file.error, messages, this.#listener.tag());
      return failureNotice({ error: file.error, advice }, messages.common, () => this.#getFile(issued));
    }
    if (file.name !== 'ready') {
      return html`<div class="skeleton late" role="img" aria-label=${messages.fetching}></div>`;
    }
    const isQrOpen = this.#below?.name === 'qr';
    const toggleQr = () => (isQrOpen ? this.#closeBelow() : this.#openQr(file.value));
    return html`<div class="actions">
        <button class="button primary" part="button" @click=${() => this.#save(file.value)}>
          ${icon(DOWNLOAD)}${messages.download}
        </button>
        <button class="button" part="button" @click=${() => void this.#copy(file.value)}>
          ${icon(COPY)}${messages.copy}
        </button>
        <button class="button" part="button" aria-expanded=${isQrOpen} @click=${toggleQr}>
          ${icon(QR)}${messages.qr}
        </button>
      </div>
      ${this.#renderBelow(file.value, messages)}`;
  }

  #renderBelow(file: FileContents, messages: LicenseIssuerMessages): unknown {
    switch (this.#below?.name) {
      case undefined:
        return nothing;
      case 'qr':
        return html`<div class="wide">${this.#below.qr?.(messages.qrLabel)}</div>`;
      case 'qr-failed':
        return notice('warn', messages.qrFailed);
      case 'text':
        return html`${notice('warn', messages.copyBlocked)}
          <textarea
            class="field of-code"
            part="field"
            id="text"
            rows="6"
            readonly
            dir="ltr"
            aria-label=${messages.licenseText}
            .value=${textOf(file)}
          ></textarea>`;
    }
  }

  #advice({ offlineLicense, existing }: Issued): Advice {
    const messages = this.#listener.messages();
    const until = moment(offlineLicense.endsAt, this.#listener.tag());
    return existing ? messages.wasThere(until) : messages.created(until);
  }

  #getFile({ backend, organizationId, offlineLicense }: Issued): void {
    this.#become({ name: 'reading' });
    const request = { organizationId, ids: [offlineLicense.id] };
    void this.#fetching.run((signal) => backend.download(request, { signal }), {
      done: (value) => this.#become({ name: 'ready', value }),
      failed: (error) => {
        this.#become({ name: 'failed', error });
        this.#listener.failed(error, explainError(error, this.#listener.messages(), this.#listener.tag()));
      },
    });
  }

  #save({ name, bytes, type }: FileContents): void {
    saveFile(name, bytes, type);
    this.#listener.announce(this.#listener.messages().saved);
    this.#host.dispatchEvent(new LatchkeySavedEvent(name));
  }

  async #copy(file: FileContents): Promise<void> {
    const text = textOf(file);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not a secure page, or not allowed here.
      this.#show({ name: 'text' }, this.#listener.messages().copyBlocked);
      await this.#host.updateComplete;
      const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.result #text');
      field?.focus();
      field?.select();
      return;
    }
    if (!this.#host.isConnected) return;
    this.#listener.announce(this.#listener.messages().copied);
    this.#host.dispatchEvent(new LatchkeyCopiedEvent(text));
  }

  #openQr(file: FileContents): void {
    this.#show({ name: 'qr', qr: undefined });
    const work = async () => {
      // Loaded on first use, with the encoder.
      const { encodeQrCode } = await import('../shared/qr/qr-code.js');
      return encodeQrCode(textOf(file));
    };
    void this.#encoding.run(work, {
      done: (qr) => this.#show({ name: 'qr', qr }),
      failed: () => this.#show({ name: 'qr-failed' }, this.#listener.messages().qrFailed),
    });
  }

  #closeBelow(): void {
    this.#encoding.abort();
    this.#below = undefined;
    this.#host.requestUpdate();
  }

  #show(below: Below, said?: string): void {
    this.#below = below;
    if (said !== undefined) this.#listener.announce(said);
    this.#host.requestUpdate();
  }

  readonly #done = (): void => {
    this.close();
    this.#listener.done();
  };

  #become(file: Phase<FileContents>): void {
    this.#file = file;
    this.#host.requestUpdate();
  }
}

/** A license file is ASCII. */
function textOf({ bytes }: FileContents): string {
  return new TextDecoder().decode(bytes).trim();
}
