import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.js';
import { DOWNLOAD, UPLOAD } from '../shared/icon-paths.js';
import { moveFocus } from '../shared/move-focus.js';
import { explainError } from '../shared/problem.js';
import type { ImportPanel } from './csv/import-panel.js';
import type { CsvHost } from './list-host.js';
import { Task } from './task.js';

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
    this.#loading = new Task(element, (error, advice) => host.failed(error, advice));
    this.#exporting = new Task(element, (error, advice) => host.failed(error, advice));
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
      void moveFocus(this.#element, '.below');
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
      explain: () => this.#host.messages().partMissing,
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
        this.#host.save('offline-licenses.csv', table, table.type);
        this.#host.announce(this.#host.messages().exported(rows, this.#host.tag()));
      },
      explain: (error) => explainError(error, this.#host.messages(), this.#host.tag()),
    });
  }
}
