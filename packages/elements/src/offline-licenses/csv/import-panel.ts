import type { ReactiveController, ReactiveElement } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import { explainError, isOutcomeUnknown, mayHelpToRepeat } from '../../shared/problem.js';
import type { Advice } from '../../locales/text.js';
import type { CsvHost } from '../list-host.js';
import { moveFocus } from '../../shared/move-focus.js';
import { failureNotice } from '../../shared/phase-notices.js';
import { ImportRun, type ImportPhase } from './import-run.js';
import { importTally, importVerdict } from './import-tally.js';
import { importZone } from './import-zone.js';
import { readText, type TextFault } from './read-text.js';

/** Imports a table of machines: where it is dropped, what would become of it, and what did. */
export class ImportPanel implements ReactiveController {
  readonly #element: ReactiveElement;
  readonly #host: CsvHost;
  #run: ImportRun | undefined;
  #fault: TextFault | undefined;
  #isDragging = false;
  #isPasting = false;

  constructor(element: ReactiveElement, host: CsvHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Back to where a table is dropped. */
  reset(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#change(false, false);
  }

  render(): TemplateResult {
    const { importCsv } = this.#host.messages();
    return html`<div class="import card" part="import" role="group" tabindex="-1" aria-label=${importCsv}>
      ${this.#renderPhase(this.#run?.phase ?? { name: 'idle', isEmpty: false })}
    </div>`;
  }

  #renderPhase(phase: ImportPhase): unknown {
    const messages = this.#host.messages();
    const tag = this.#host.tag();
    const number = new Intl.NumberFormat(tag);
    const words = { messages, tag };
    switch (phase.name) {
      case 'idle':
        return importZone(
          {
            isDragging: this.#isDragging,
            isPasting: this.#isPasting,
            trouble: this.#fault ? messages[this.#fault] : phase.isEmpty ? messages.emptyTable : undefined,
          },
          messages,
          {
            file: (file) => void this.#read(file),
            text: (text) => this.#check(text),
            drag: (isDragging) => this.#change(isDragging, this.#isPasting),
            paste: () => void this.#paste(),
          },
        );
      case 'checking':
        return this.#renderProgress(
          phase,
          messages.checking(number.format(phase.done), number.format(phase.total)),
        );
      case 'importing': {
        const text = messages.importing(number.format(phase.done), number.format(phase.total));
        return this.#renderProgress(phase, phase.isStopping ? messages.stopping : text);
      }
      case 'checked':
        return importTally(phase, words, {
          confirm: () => this.#run?.confirm(),
          cancel: () => this.#cancel(),
        });
      case 'imported':
        return importVerdict(phase, words, () => this.#cancel());
      case 'failed': {
        const again = html`<button class="button" part="button" type="button" @click=${() => this.#cancel()}>
          ${messages.another}
        </button>`;
        const created = phase.created > 0 ? html`<p>${messages.imported(phase.created, tag)}</p>` : nothing;
        const failure = { error: phase.error, advice: this.#explain(phase.error, phase.wasImporting) };
        const repeat = mayHelpToRepeat(phase.error) ? () => this.#run?.again() : undefined;
        return html`${created} ${failureNotice(failure, messages.common, repeat, again)}`;
      }
    }
  }

  #renderProgress(
    {
      done,
      total,
      ...phase
    }: { readonly done: number; readonly total: number; readonly isStopping?: boolean },
    text: string,
  ): TemplateResult {
    const { common } = this.#host.messages();
    // Between two calls an import may stop; what only checks may be left at once.
    const cancel = () => (phase.isStopping === undefined ? this.#cancel() : this.#run?.stop());
    return html`<p>${text}</p>
      <progress aria-label=${text} max=${Math.max(1, total)} .value=${done}></progress>
      <div class="actions">
        <button
          class="button"
          part="button"
          type="button"
          aria-disabled=${phase.isStopping === true}
          @click=${cancel}
        >
          ${common.cancel}
        </button>
      </div>`;
  }

  #explain(error: unknown, wasImporting: boolean): Advice {
    const messages = this.#host.messages();
    if (wasImporting && isOutcomeUnknown(error)) return messages.importUnknown;
    // All that is entered is the table.
    if (error instanceof Error && 'code' in error && error.code === 'request-invalid')
      return messages.notTable;
    return explainError(error, messages, this.#host.tag());
  }

  async #read(file: Blob): Promise<void> {
    const result = await readText(file);
    if (!this.#element.isConnected) return;
    if ('text' in result) return this.#check(result.text);
    this.#change(false, this.#isPasting, result.fault);
    const { says, next } = this.#host.messages()[result.fault];
    this.#host.announce([says, ' ', next]);
  }

  #check(table: string): void {
    const source = this.#host.source();
    if (!source) return;
    this.#run?.abort();
    this.#run = new ImportRun(this.#element, source, {
      changed: (phase) => this.#changed(phase),
      imported: (created) => this.#host.imported(created),
    });
    this.#run.check(table);
    this.#change(false, false);
  }

  #changed(phase: ImportPhase): void {
    this.#element.requestUpdate();
    const messages = this.#host.messages();
    const tag = this.#host.tag();
    if (phase.name === 'failed') {
      this.#host.failed(phase.error, this.#explain(phase.error, phase.wasImporting));
    }
    if (phase.name === 'idle' && phase.isEmpty) {
      this.#host.announce([messages.emptyTable.says, ' ', messages.emptyTable.next]);
    }
    if (phase.name === 'checked') {
      const { create, refused } = phase.tally;
      this.#host.announce(`${messages.wouldCreate(create, tag)}, ${messages.refusedRows(refused, tag)}`);
    }
    if (phase.name === 'imported') this.#host.announce(messages.imported(phase.tally.create, tag));
    if (phase.name !== 'checking' && phase.name !== 'importing') void moveFocus(this.#element, '.import');
  }

  #cancel(): void {
    this.reset();
    void moveFocus(this.#element, '.zone button');
  }

  async #paste(): Promise<void> {
    this.#change(false, true);
    await moveFocus(this.#element, '#table');
  }

  #change(isDragging: boolean, isPasting: boolean, fault?: TextFault): void {
    this.#isDragging = isDragging;
    this.#isPasting = isPasting;
    this.#fault = fault;
    this.#element.requestUpdate();
  }
}
