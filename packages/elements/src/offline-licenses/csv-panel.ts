import type { IssuingBackend } from '@latchkey/core';
import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import type { Advice, Text } from '../locales/text.js';
import { icon } from '../shared/icon.js';
import { DOWNLOAD, UPLOAD } from '../shared/icon-paths.js';
import { explainError } from '../shared/problem.js';
import type { ImportPanel } from './csv/import-panel.js';
import type { ListScope } from './list-query.js';
import { Task } from './task.js';

/** What the element is asked for, and hears. */
export interface CsvHost {
  messages(): OfflineLicensesMessages;
  tag(): string;
  source(): { readonly backend: IssuingBackend; readonly scope: ListScope } | undefined;
  say(text: Text): void;
  failed(error: unknown, advice: Advice): void;
  /** So many licenses were created. */
  imported(created: number): void;
  save(name: string, contents: Blob): void;
}

/** Tables in and out. What it takes is loaded on first use. */
export class CsvPanel implements ReactiveController {
  readonly #element: ReactiveElement;
  readonly #host: CsvHost;
  /** Loading the import, and the export. */
  readonly #loading: Task;
  readonly #exporting: Task;
  #import: ImportPanel | undefined;
  #isOpen = false;
  #rows = 0;

  constructor(element: ReactiveElement, host: CsvHost) {
    this.#element = element;
    this.#host = host;
    this.#loading = new Task(element, host.failed);
    this.#exporting = new Task(element, host.failed);
    element.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Closes, and ends what is on its way. */
  reset(): void {
    this.#loading.reset();
    this.#exporting.reset();
    this.#import?.reset();
    this.#isOpen = false;
  }

  renderButtons(): TemplateResult {
    const messages = this.#host.messages();
    return html`<div class="actions">
      <button
        class="button"
        part="button"
        type="button"
        aria-expanded=${this.#isOpen}
        @click=${() => this.#toggle()}
      >
        ${icon(UPLOAD)}${messages.importCsv}
      </button>
      <button class="button" part="button" type="button" @click=${() => this.#export()}>
        ${icon(DOWNLOAD)}${messages.exportCsv}
      </button>
    </div>`;
  }

  render(): unknown {
    const { common, exporting } = this.#host.messages();
    const cancel = () => {
      this.#exporting.reset();
      this.#element.renderRoot.querySelector<HTMLElement>('.below')?.focus();
    };
    return html`${this.#isOpen && this.#import ? this.#import.render() : nothing}
    ${this.#loading.render(common)} ${this.#exporting.render(common)}
    ${
      this.#exporting.isRunning
        ? html`<div class="selection late">
            <span>${exporting(this.#rows, this.#host.tag())}</span>
            <button class="button" part="button" type="button" @click=${cancel}>${common.cancel}</button>
          </div>`
        : nothing
    }`;
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#import?.reset();
    this.#element.requestUpdate();
    if (!this.#isOpen || this.#import) return this.#loading.reset();
    void this.#loading.run({
      work: () => import('./csv/import-panel.js'),
      done: ({ ImportPanel: Panel }) => {
        this.#import = new Panel(this.#element, this.#host);
      },
      explain: () => this.#host.messages().failures.unknown,
    });
  }

  #export(): void {
    const source = this.#host.source();
    if (!source || this.#exporting.isRunning) return;
    this.#rows = 0;
    const progress = (rows: number) => {
      this.#rows = rows;
      this.#element.requestUpdate();
    };
    void this.#exporting.run({
      work: async (signal) => (await import('./csv/export-table.js')).exportTable(source, progress, signal),
      done: ({ rows, table }) => {
        this.#host.save('offline-licenses.csv', table);
        this.#host.say(this.#host.messages().exported(rows, this.#host.tag()));
      },
      explain: (error) => explainError(error, this.#host.messages(), this.#host.tag()),
    });
  }
}
