import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.js';
import { DOWNLOAD } from '../shared/icon-paths.js';
import { moveFocus } from '../shared/move-focus.js';
import { explainError } from '../shared/problem.js';
import type { ListHost } from './list-host.js';
import { Selection } from './selection.js';
import { Task } from './task.js';

/** What the service puts into one zip at most. */
const MOST = 1000;

/** Hands out license files: one, or a zip of those that are ticked. */
export class Downloads {
  readonly selection: Selection;
  readonly #element: ReactiveElement;
  readonly #host: ListHost;
  readonly #task: Task;

  constructor(element: ReactiveElement, host: ListHost) {
    this.selection = new Selection(element);
    this.#element = element;
    this.#host = host;
    this.#task = new Task(element, (error, advice) => host.failed(error, advice));
  }

  /** Unticks everything, and ends what is on its way. */
  reset(): void {
    this.#task.reset();
    this.selection.clear();
  }

  start(ids: readonly string[]): void {
    const source = this.#host.source();
    if (!source) return;
    const { organizationId } = source.scope;
    void this.#task.run({
      work: (signal) => source.backend.download({ organizationId, ids }, { signal }),
      done: ({ name, bytes, type }) => this.#host.save(name, bytes, type),
      explain: (error) => explainError(error, this.#host.messages(), this.#host.tag()),
    });
  }

  /** What is ticked, and what went wrong. Belongs into the template of the host. */
  render(): unknown {
    const { common, downloading } = this.#host.messages();
    return html`${this.#task.render(common)}
    ${this.#task.isRunning ? html`<p class="late muted">${downloading}</p>` : nothing}
    ${this.selection.size > 0 ? this.#renderSelection() : nothing}`;
  }

  #renderSelection(): TemplateResult {
    const messages = this.#host.messages();
    const tag = this.#host.tag();
    const { size, ids } = this.selection;
    const clear = () => {
      this.selection.clear();
      void moveFocus(this.#element, '.scroller');
    };
    const download = html`<button class="button" part="button" type="button" @click=${() => this.start(ids)}>
      ${icon(DOWNLOAD)}${size > 1 ? messages.downloadZip : messages.download}
    </button>`;
    return html`<div class="selection">
      <strong>${messages.selected(size, tag)}</strong>
      ${size > MOST ? messages.tooManySelected(new Intl.NumberFormat(tag).format(MOST)) : download}
      <button class="button" part="button" type="button" @click=${clear}>${messages.clearSelection}</button>
    </div>`;
  }
}
