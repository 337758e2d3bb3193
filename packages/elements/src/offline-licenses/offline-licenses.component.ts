import type { IssuingBackend } from '@latchkey/core';
import { html, type PropertyValues } from 'lit';
import { property, state as internal } from 'lit/decorators.js';
import { offlineLicensesCatalog, type OfflineLicensesMessages } from '../locales/offline-licenses.js';
import { BackendController } from '../shared/backend-controller.js';
import { issuingBackendContext } from '../shared/contexts.js';
import { LatchkeySavedEvent } from '../shared/hand-out-events.js';
import { LatchkeyElement } from '../shared/latchkey-element.js';
import { moveFocus } from '../shared/move-focus.js';
import { notice } from '../shared/notice.js';
import { renderUnconfigured } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import { saveFile } from '../shared/save-file.js';
import { CsvPanel } from './csv-panel.js';
import { Downloads } from './downloads.js';
import { LicenseRows } from './license-rows.js';
import { countOf, listBody, type BodyActions } from './list-body.js';
import { listFilters } from './list-filters.js';
import type { CsvHost, ListSource } from './list-host.js';
import type { ListQuery, ListState } from './list-query.js';
import {
  LatchkeyOfflineLicenseRenewedEvent,
  LatchkeyOfflineLicensesImportedEvent,
  LatchkeyQueryChangedEvent,
} from './offline-licenses-events.js';
import { offlineLicensesStyles } from './offline-licenses.styles.js';
import { Renewal } from './renewal.js';
import { RowWindow } from './row-window.js';

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
  readonly #host: CsvHost = {
    messages: () => this.messages,
    tag: () => this.tag,
    source: () => this.#source,
    save: (name, contents, type) => this.#save(name, contents, type),
    announce: (text) => this.announce(text),
    failed: (error, advice) => this.tellFailure(error, advice),
    imported: (created) => {
      this.dispatchEvent(new LatchkeyOfflineLicensesImportedEvent(created));
      this.refresh();
    },
  };
  readonly #rows = new LicenseRows(this, {
    arrived: () => this.#arrived(),
    // Where pages are short, the end is still in sight.
    grew: () => void this.updateComplete.then(this.#window.findEnd),
    failed: (error) => this.tellFailure(error, explainError(error, this.messages, this.tag)),
  });
  readonly #window = new RowWindow(
    this,
    () => this.#rows.rows.length,
    () => void this.#rows.readMore(),
  );
  readonly #downloads = new Downloads(this, this.#host);
  readonly #renewal = new Renewal(this, this.#host, ({ offlineLicense, existing }) => {
    this.dispatchEvent(new LatchkeyOfflineLicenseRenewedEvent(offlineLicense, existing));
    this.refresh();
  });
  readonly #csv = new CsvPanel(this, this.#host);
  readonly #actions: BodyActions = {
    select: ({ id }, isSelected) => this.#downloads.selection.set([id], isSelected),
    selectShown: (isSelected) => {
      const ids = this.#rows.rows.map(({ id }) => id);
      this.#downloads.selection.set(ids, isSelected);
    },
    download: ({ id }) => this.#downloads.start([id]),
    renew: (row) => void this.#renewal.ask(row),
    focus: (isWithin, index) => this.#window.pin(isWithin ? index : undefined),
    sortBy: (sort) => {
      const ascending = this.sort === sort ? !this.ascending : sort === 'machine';
      this.#change({ sort, ascending });
    },
    readAgain: () => {
      this.refresh();
      void moveFocus(this, '.below');
    },
    readMore: () => {
      void this.#rows.readMore(true);
      void moveFocus(this, '.scroller');
    },
    showAll: () => {
      this.#change({ search: '', state: undefined });
      void moveFocus(this, '.search');
    },
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
    if (this.isOutdated && source) void this.#rows.read(source);
    this.isOutdated = false;
    super.update(changed);
  }

  protected override renderContent(): unknown {
    const { messages, tag } = this;
    if (!this.#backend.value) return renderUnconfigured(messages.common);
    if (this.organizationId === undefined) {
      const { says, next } = messages.noOrganization;
      return html`<div class="late">${notice('plain', says, next)}</div>`;
    }
    const { phase } = this.#rows;
    const { selection } = this.#downloads;
    const view = { phase, query: this.#query, selection, window: this.#window };
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
        ${this.#csv.render()} ${this.#renewal.render(({ id }) => this.#downloads.start([id]))}
        ${this.#downloads.render()}
      </div>
      ${listBody(view, messages, tag, this.#actions)} ${this.#renewal.renderQuestion()}`;
  }

  get #query(): ListQuery {
    const { search, state, sort, ascending } = this;
    return { search, state, sort, ascending };
  }

  get #source(): ListSource | undefined {
    const backend = this.#backend.value;
    const { organizationId, licenseId } = this;
    if (!backend || organizationId === undefined) return undefined;
    return { backend, scope: { organizationId, licenseId, query: this.#query } };
  }

  /** Another back end or organization: nothing of the one before may stay. */
  #start(): void {
    this.#rows.reset();
    this.#downloads.reset();
    this.#renewal.reset();
    this.#csv.reset();
    this.isOutdated = true;
  }

  #arrived(): void {
    const { phase } = this.#rows;
    this.#window.rewind();
    if (phase.name === 'ready') this.announce(countOf(phase, this.#query, this.messages, this.tag));
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

  #save(name: string, contents: BlobPart, type: string): void {
    saveFile(name, contents, type);
    this.announce(this.messages.downloaded);
    this.dispatchEvent(new LatchkeySavedEvent(name));
  }
}
