import { MAX_TOKEN_BYTES, type MachineReference } from '@latchkey/core';
import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Text } from '../locales/text.js';
import { CameraScan } from '../shared/qr/camera-scan.js';
import { Step } from '../shared/step.js';
import { checkMachineId, isActivationRequest, type MachineCheck } from './machine-check.js';
import { machineSources, renderRequest } from './machine-sources.js';
import { machineField, machineFault } from './machine-field.js';

/** Where the machine of the form comes from: an ID that is typed, or an activation request. */
export class MachineEntry implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #changed: (machine: MachineReference | undefined) => void;
  readonly #camera: CameraScan;
  readonly #reading: Step;
  #product = '';
  #typed = '';
  /** The text of an activation request, and where it came from. */
  #request: { readonly text: string; readonly from: string | undefined } | undefined;
  #isDragging = false;
  #isUnreadable = false;
  /** True once the person wanted to go on: what is missing is a mistake from then on. */
  #isAsked = false;

  /** @param changed called with a machine that is complete, and with nothing as long as there is none */
  constructor(host: ReactiveElement, changed: (machine: MachineReference | undefined) => void) {
    this.#host = host;
    this.#changed = changed;
    this.#camera = new CameraScan(host, (text) => this.#scanned(text));
    this.#reading = new Step(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#isDragging = false;
  }

  get machine(): MachineReference | undefined {
    if (this.#request) return { activationRequest: this.#request.text };
    const check = this.#check();
    return check.name === 'sound' ? { machineId: check.machineId } : undefined;
  }

  /** Empty again, for machines of this product. */
  reset(product: string): void {
    this.#camera.stop();
    this.#reading.abort();
    this.#product = product;
    this.#typed = '';
    this.#request = undefined;
    this.#isUnreadable = false;
    this.#isAsked = false;
  }

  stop(): void {
    this.#camera.stop();
  }

  /** Says what is missing, from now on too. */
  ask(messages: LicenseIssuerMessages, tag: string): Text {
    this.#isAsked = true;
    this.#host.requestUpdate();
    return machineFault(this.#check(), this.#product, true, messages, tag) ?? messages.faults.empty(NOTHING);
  }

  render(messages: LicenseIssuerMessages, tag: string): TemplateResult {
    const drop = (event: DragEvent) => {
      event.preventDefault();
      this.#drag(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) this.#readFile(file);
      else this.#take(event.dataTransfer?.getData('text') ?? '', undefined);
    };
    const over = (event: DragEvent) => {
      // Without this the browser opens the file in place of the page.
      event.preventDefault();
      this.#drag(true);
    };
    const content = this.#request
      ? renderRequest(this.#request.from, () => void this.#forgetRequest(), messages)
      : html`${machineField(
          { typed: this.#typed, check: this.#check(), product: this.#product, isAsked: this.#isAsked },
          (text) => this.#take(text, undefined),
          messages,
          tag,
        )}
        ${machineSources(
          { camera: this.#camera, isUnreadable: this.#isUnreadable },
          (file) => this.#readFile(file),
          messages,
        )}`;
    return html`<div
      class="machine ${this.#isDragging ? 'over' : ''}"
      part="zone"
      @dragenter=${over}
      @dragover=${over}
      @dragleave=${() => this.#drag(false)}
      @drop=${drop}
    >
      ${content}
    </div>`;
  }

  #check(): MachineCheck {
    return checkMachineId(this.#typed, this.#product);
  }

  #scanned(text: string): void {
    this.#take(text, undefined);
    void this.#focus('#machine, .request button');
  }

  #readFile(file: File): void {
    // Whatever is longer is no request: no need to read all of a film that was dropped by mistake.
    void this.#reading.run(() => file.slice(0, MAX_TOKEN_BYTES + 1).text(), {
      done: (text) => {
        this.#take(text, file.name);
        void this.#focus('#machine, .request button');
      },
      failed: () => {
        this.#isUnreadable = true;
        this.#host.requestUpdate();
      },
    });
  }

  /** An activation request stands for itself; any other text is in the field, to be seen and corrected. */
  #take(text: string, from: string | undefined): void {
    this.#camera.stop();
    this.#reading.abort();
    this.#isUnreadable = false;
    if (isActivationRequest(text)) this.#request = { text: text.trim(), from };
    else this.#typed = text;
    this.#tell();
  }

  async #forgetRequest(): Promise<void> {
    this.#request = undefined;
    this.#tell();
    await this.#focus('#machine');
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #drag(isDragging: boolean): void {
    this.#isDragging = isDragging;
    this.#host.requestUpdate();
  }

  #tell(): void {
    this.#host.requestUpdate();
    this.#changed(this.machine);
  }
}

/** Nothing is known about a machine ID that is not there. */
const NOTHING = { have: '', want: '', prefix: '', product: '', otherProduct: '', isMarked: false };
