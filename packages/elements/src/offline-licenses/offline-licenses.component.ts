import type { IssuedLicense, IssuingBackend } from '@latchkey/core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state as internal } from 'lit/decorators.js';
import { offlineLicensesCatalog, type OfflineLicensesMessages } from '../locales/offline-licenses.js';
import { BackendController } from '../shared/backend-controller.js';
import { issuingBackendContext } from '../shared/contexts.js';
import { LatchkeySavedEvent } from '../shared/hand-out-events.js';
import { icon } from '../shared/icon.js';
import { DOWNLOAD } from '../shared/icon-paths.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { notice } from '../shared/notice.js';
import { failureNotice, renderUnconfigured } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import { saveFile } from '../shared/save-file.js';
import { CsvPanel } from './csv-panel.js';
import { licenseList, type ListActions } from './license-list.js';
import { LicenseRows } from './license-rows.js';
import { listFilters } from './list-filters.js';
import type { ListQuery, ListScope, ListState } from './list-query.js';
import {
  LatchkeyOfflineLicenseRenewedEvent,
  LatchkeyOfflineLicensesImportedEvent,
  LatchkeyQueryChangedEvent,
} from './offline-licenses-events.js';
import { offlineLicensesStyles } from './offline-licenses.styles.js';
import { Renewal } from './renewal.js';
import { RowWindow } from './row-window.js';
import { MOST_SELECTED, Selection } from './selection.js';
import { Task } from './task.js';

/** How long a person may pause while typing, in milliseconds. */
const PAUSE = 250;

/**
 * The offline licenses of an organization: search, filter by state, sort, download one or a zip, renew, import and
 * export as CSV. However long the list is, only what is in sight is drawn and only what was scrolled to is read.
 *
 * @summary The list of issued offline licenses.
 *
 * @slot empty - What the page wants to add where no license has been issued, such as a link to its help.
 *
 * @fires latchkey-query-changed - The person searched, filtered or sorted.
 * @fires latchkey-offline-license-renewed - A license was renewed.
 * @fires latchkey-offline-licenses-imported - Licenses were created from a table.
 * @fires latchkey-saved - A license file, a zip or a table was handed to the person.
 * @fires latchkey-failed - The back end failed.
 *
 * @csspart base - The box around everything.
 * @csspart heading - The heading.
 * @csspart button - Each button.
 * @csspart field - Each field to type into.
 * @csspart list - The box that scrolls.
 * @csspart head - The names of the columns.
 * @csspart sort - The buttons in them.
 * @csspart row - Each license.
 * @csspart id - A machine ID.
 * @csspart state - The state of a license.
 * @csspart notice - A message.
 * @csspart import - Where a table is imported.
 * @csspart zone - Where a table is dropped.
 * @csspart confirmation - The dialog that asks before a license is renewed.
 *
 * @cssprop [--latchkey-list-size=min(600px, 70vh)] - The most height of the box that scrolls.
 */
export class LatchkeyOfflineLicenses extends LatchkeyElement<OfflineLicensesMessages> {
  static override readonly styles = offlineLicensesStyles;

  /** Where licenses are issued; without one, the context `issuingBackendContext` around the element. */
  @property({ attribute: false }) backend: IssuingBackend | undefined;
  /** Whose licenses. */
  @property({ attribute: 'organization-id' }) organizationId: string | undefined;
  /** Only those of this purchased license; it is also the license of imported rows that name none. */
  @property({ attribute: 'license-id' }) licenseId: string | undefined;
  /** Part of a machine ID in any spelling, or of a name. */
  @property() search = '';
  /** Only licenses in this state; all where it is missing. */
  @property() state: ListState | undefined;
  /** By what the list is sorted; licenses that end soon are always sorted by their end. */
  @property() sort: ListQuery['sort'] = 'issued';
  /** Largest or latest first, unless this is set. */
  @property({ type: Boolean }) ascending = false;
  /** The level of the heading, so that it fits into the page: 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** True while it is not known what the list has to show: it is read before it is drawn. */
  @internal() private isOutdated = true;

  readonly #backend: BackendController<IssuingBackend>;
  readonly #rows = new LicenseRows(this, {
    arrived: () => this.#arrived(),
    failed: (error) => this.tellFailure(error, explainError(error, this.messages, this.tag)),
  });
  readonly #window = new RowWindow(this, () => void this.#rows.readMore());
  readonly #selection = new Selection(this);
  readonly #download = new Task(this, (error, advice) => this.tellFailure(error, advice));
  readonly #renewal = new Renewal(this, {
    messages: () => this.messages,
    tag: () => this.tag,
    renewed: (outcome, says) => {
      this.announce(says);
      this.dispatchEvent(new LatchkeyOfflineLicenseRenewedEvent(outcome.offlineLicense, outcome.existing));
      this.refresh();
      void this.#focus('.below');
    },
    failed: (error, advice) => {
      this.tellFailure(error, advice);
      void this.#focus('.below');
    },
  });
  readonly #csv = new CsvPanel(this, {
    messages: () => this.messages,
    tag: () => this.tag,
    source: () => this.#source,
    say: (text) => this.announce(text),
    failed: (error, advice) => this.tellFailure(error, advice),
    imported: (created) => {
      this.dispatchEvent(new LatchkeyOfflineLicensesImportedEvent(created));
      this.refresh();
    },
    save: (name, table) => this.#save(name, table, table.type),
  });
  readonly #actions: ListActions = {
    select: ({ id }, isSelected) => this.#selection.set([id], isSelected),
    selectShown: (isSelected) =>
      this.#selection.set(
        this.#rows.rows.map(({ id }) => id),
        isSelected,
      ),
    download: ({ id }) => this.#fetch([id]),
    renew: (row) => this.#askToRenew(row),
    focus: (isWithin, index) => this.#window.pin(isWithin ? index : undefined),
    sortBy: (by) =>
      this.#change({ sort: by, ascending: this.sort === by ? !this.ascending : by === 'machine' }),
  };
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super(offlineLicensesCatalog);
    this.#backend = new BackendController(this, issuingBackendContext, () => this.#start());
  }

  /** Reads the list again, from its beginning. What is there stays until it comes. */
  refresh(): void {
    this.isOutdated = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('organizationId')) this.#start();
    const isNews = (['licenseId', 'search', 'state', 'sort', 'ascending'] as const).some((name) =>
      changed.has(name),
    );
    if (isNews) this.isOutdated = true;
  }

  protected override update(changed: PropertyValues<this>): void {
    const source = this.#source;
    if (this.isOutdated && source) void this.#rows.read(source.backend, source.scope);
    this.isOutdated = false;
    super.update(changed);
  }

  protected override renderContent(): unknown {
    const { messages } = this;
    if (!this.#backend.value) return renderUnconfigured(messages.common);
    if (this.organizationId === undefined) {
      return html`<div class="late">
        ${notice('plain', messages.noOrganization.says, messages.noOrganization.next)}
      </div>`;
    }
    return html`<div class="top">
        <div class="title" part="heading" role="heading" aria-level=${this.headingLevel}>
          ${messages.title}
        </div>
        ${this.#csv.renderButtons()}
      </div>
      ${listFilters(this.#query, messages, {
        search: (text) => this.#typed(text),
        filter: (state) => this.#change({ state }),
      })}
      <div class="below" tabindex="-1">
        ${this.#csv.render()} ${this.#renewal.render(({ id }) => this.#fetch([id]))}
        ${this.#download.render(messages.common)}
        ${this.#download.isRunning ? html`<p class="late muted">${messages.downloading}</p>` : nothing}
        ${this.#renderSelection()}
      </div>
      ${this.#renderList()} ${this.#renewal.renderQuestion()}`;
  }

  #renderSelection(): unknown {
    const { messages, tag } = this;
    const { size, ids } = this.#selection;
    if (size === 0) return nothing;
    return html`<div class="selection">
      <strong>${messages.selected(size, tag)}</strong>
      ${
        size > MOST_SELECTED
          ? html`<span>${messages.tooManySelected(new Intl.NumberFormat(tag).format(MOST_SELECTED))}</span>`
          : html`<button class="button" part="button" type="button" @click=${() => this.#fetch(ids)}>
              ${icon(DOWNLOAD)}${size > 1 ? messages.downloadZip : messages.download}
            </button>`
      }
      <button class="button" part="button" type="button" @click=${this.#clearSelection}>
        ${messages.clearSelection}
      </button>
    </div>`;
  }

  #renderList(): unknown {
    const { messages, tag } = this;
    const { phase } = this.#rows;
    switch (phase.name) {
      case 'reading':
        return html`<div class="skeleton late" role="img" aria-label=${messages.reading}></div>`;
      case 'failed':
        return this.#renderFailure(phase.error, () => this.#again());
      case 'ready': {
        const { rows, next, page } = phase;
        if (rows.length === 0) return this.#renderEmpty();
        const end =
          typeof page === 'object'
            ? html`<div class="end">
                ${this.#renderFailure(page.error, () => void this.#rows.readMore())}
              </div>`
            : page === 'reading'
              ? html`<p class="end late muted">${messages.readingMore}</p>`
              : nothing;
        const view = { rows, hasMore: next !== undefined, isStale: page === 'renewing', end };
        const { selection, window, query } = {
          selection: this.#selection,
          window: this.#window,
          query: this.#query,
        };
        const count = next === undefined ? messages.count : messages.countSoFar;
        return html`${licenseList({ ...view, selection, window, query }, messages, tag, this.#actions)}
          <p class="muted count">${count(rows.length, tag)}</p>`;
      }
    }
  }

  #renderEmpty(): TemplateResult {
    const { messages } = this;
    const { search, state } = this.#query;
    if (search.trim() === '' && state === undefined) {
      const more = html`<slot name="empty"></slot>`;
      return html`<div class="empty">${notice('plain', messages.none.says, messages.none.next, more)}</div>`;
    }
    const all = () => this.#change({ search: '', state: undefined });
    const { says, next } = messages.noMatch;
    const more = html`<div class="actions">
      <button class="button" part="button" type="button" @click=${all}>${messages.showAll}</button>
    </div>`;
    return html`<div class="empty">${notice('plain', says, next, more)}</div>`;
  }

  #renderFailure(error: unknown, again: () => void): TemplateResult {
    const { messages, tag } = this;
    return failureNotice({ error, advice: explainError(error, messages, tag) }, messages.common, again);
  }

  get #query(): ListQuery {
    const { search, state, sort, ascending } = this;
    return { search, state, sort, ascending };
  }

  get #source(): { readonly backend: IssuingBackend; readonly scope: ListScope } | undefined {
    const backend = this.#backend.value;
    const { organizationId, licenseId } = this;
    return backend && organizationId !== undefined
      ? { backend, scope: { organizationId, licenseId, query: this.#query } }
      : undefined;
  }

  /** Another back end or organization: nothing of the one before may stay. */
  #start(): void {
    this.#rows.reset();
    this.#download.reset();
    this.#renewal.reset();
    this.#csv.reset();
    this.#selection.clear();
    this.isOutdated = true;
  }

  #arrived(): void {
    const { phase } = this.#rows;
    if (phase.name !== 'ready') return;
    this.#window.rewind();
    const { messages, tag } = this;
    const count = phase.next === undefined ? messages.count : messages.countSoFar;
    const { says } = this.#query.search === '' && !this.state ? messages.none : messages.noMatch;
    this.announce(phase.rows.length === 0 ? says : count(phase.rows.length, tag));
  }

  #typed(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#change({ search: text }), PAUSE);
  }

  #change(change: Partial<ListQuery>): void {
    clearTimeout(this.#typing);
    Object.assign(this, change);
    this.dispatchEvent(new LatchkeyQueryChangedEvent(this.#query));
  }

  async #again(): Promise<void> {
    this.refresh();
    await this.updateComplete;
    await this.#focus('.search');
  }

  readonly #clearSelection = (): void => {
    this.#selection.clear();
    void this.#focus('.scroller');
  };

  #askToRenew(row: IssuedLicense): void {
    const source = this.#source;
    if (source) void this.#renewal.ask(source.backend, source.scope.organizationId, row);
  }

  #fetch(ids: readonly string[]): void {
    const source = this.#source;
    if (!source) return;
    const { organizationId } = source.scope;
    void this.#download.run({
      work: (signal) => source.backend.download({ organizationId, ids }, { signal }),
      done: ({ name, bytes, type }) => this.#save(name, bytes, type),
      explain: (error) => explainError(error, this.messages, this.tag),
    });
  }

  #save(name: string, contents: BlobPart, type: string): void {
    saveFile(name, contents, type);
    this.announce(this.messages.downloaded);
    this.dispatchEvent(new LatchkeySavedEvent(name));
  }

  /** What had the focus may be gone: whoever works by keyboard goes on here. Who works elsewhere is left alone. */
  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    const isElsewhere = document.activeElement !== document.body && !this.matches(':focus-within');
    if (!isElsewhere) this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
