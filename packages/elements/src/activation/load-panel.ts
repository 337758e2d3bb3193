import type { ActivationBackend } from '@latchkey/core';
import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import { renderFailure } from '../shared/phase-notices.js';
import { CameraScan } from '../shared/qr/camera-scan.js';
import { LicenseLoader, type LoaderListener, type LoadPhase } from './license-loader.js';
import { fromText, fromTransfer, type LicenseSource } from './license-source.js';
import { loadResults } from './load-results.js';
import { loadZone } from './load-zone.js';

/** The second step: the zone where licenses are loaded, then what became of them. */
export class LoadPanel implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #backend: () => ActivationBackend | undefined;
  readonly #loader: LicenseLoader;
  readonly #camera: CameraScan;
  #isDragging = false;
  #isPasting = false;

  constructor(host: ReactiveElement, backend: () => ActivationBackend | undefined, listener: LoaderListener) {
    this.#host = host;
    this.#backend = backend;
    this.#loader = new LicenseLoader(host, listener);
    this.#camera = new CameraScan(host, (text) => this.load([fromText('scanned', text)]));
    host.addController(this);
  }

  get phase(): LoadPhase {
    return this.#loader.phase;
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Back to the empty zone. */
  reset(): void {
    this.#camera.stop();
    this.#loader.reset();
    this.#change(false, false);
  }

  load(sources: readonly LicenseSource[]): void {
    const backend = this.#backend();
    if (!backend || sources.length === 0) return;
    this.#camera.stop();
    this.#change(false, false);
    this.#loader.load(backend, sources);
  }

  /** What was pasted anywhere around the zone, other than into a field. */
  readonly pasted = (event: ClipboardEvent): void => {
    const isFile = (event.clipboardData?.files.length ?? 0) > 0;
    if (event.composedPath()[0] instanceof HTMLTextAreaElement && !isFile) return;
    event.preventDefault();
    this.load(fromTransfer(event.clipboardData));
  };

  render(messages: ActivationMessages, tag: string): TemplateResult {
    const number = new Intl.NumberFormat(tag);
    const { phase } = this.#loader;
    switch (phase.name) {
      case 'idle':
        return this.#renderZone(messages);
      case 'checking': {
        const text = messages.checking(number.format(phase.done + 1), number.format(phase.total));
        return html`<p class="late">${text}</p>`;
      }
      case 'failed': {
        const retry = () => this.load(phase.sources);
        const failure = renderFailure(phase.error, messages, retry, this.#renderAnother(messages));
        return this.#renderResults(messages, failure);
      }
      case 'judged':
        return this.#renderResults(
          messages,
          html`${loadResults(phase.results, messages, tag)}
            <div class="actions">${this.#renderAnother(messages)}</div>`,
        );
    }
  }

  #renderZone(messages: ActivationMessages): TemplateResult {
    return loadZone(
      { isDragging: this.#isDragging, isPasting: this.#isPasting, camera: this.#camera },
      messages,
      {
        load: (sources) => this.load(sources),
        drag: (isDragging) => this.#change(isDragging, this.#isPasting),
        paste: () => void this.#paste(),
      },
    );
  }

  #renderResults({ stepLoad }: ActivationMessages, content: TemplateResult): TemplateResult {
    return html`<div class="results" tabindex="-1" role="group" aria-label=${stepLoad}>${content}</div>`;
  }

  #renderAnother(messages: ActivationMessages): TemplateResult {
    return html`<button class="button" part="button" @click=${this.#another}>${messages.another}</button>`;
  }

  readonly #another = async (): Promise<void> => {
    this.reset();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.zone button')?.focus();
  };

  /** Takes the text from the clipboard; where the browser does not give it, opens a field to paste into. */
  async #paste(): Promise<void> {
    const text = await readClipboard();
    if (text.trim() !== '') return this.load([fromText('pasted', text)]);
    this.#change(false, true);
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector('textarea')?.focus();
  }

  #change(isDragging: boolean, isPasting: boolean): void {
    this.#isDragging = isDragging;
    this.#isPasting = isPasting;
    this.#host.requestUpdate();
  }
}

async function readClipboard(): Promise<string> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    // Not allowed, not secure, or unknown to the browser.
    return '';
  }
}
