import { html, nothing, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import type { Text } from '../locales/text.js';
import { notice } from '../shared/notice.js';
import { failureNotice } from '../shared/phase-notices.js';
import { explainError } from '../shared/problem.js';
import { licenseList, type ListActions } from './license-list.js';
import type { RowsPhase } from './license-rows.js';
import { isNarrowed, type ListQuery } from './list-query.js';
import type { RowWindow } from './row-window.js';
import type { Selection } from './selection.js';

/** What the list is drawn from. */
export interface BodyView {
  readonly phase: RowsPhase;
  readonly query: ListQuery;
  readonly selection: Selection;
  readonly window: RowWindow;
}

export interface BodyActions extends ListActions {
  readAgain(): void;
  readMore(): void;
  showAll(): void;
}

/** The list, or what is there in its place: that it is being read, that it failed, that it is empty. */
export function listBody(
  { phase, query, ...view }: BodyView,
  messages: OfflineLicensesMessages,
  tag: string,
  actions: BodyActions,
): TemplateResult {
  const failure = (error: unknown, again: () => void) =>
    failureNotice({ error, advice: explainError(error, messages, tag) }, messages.common, again);
  if (phase.name === 'reading') {
    return html`<div class="skeleton late" role="img" aria-label=${messages.reading}></div>`;
  }
  if (phase.name === 'failed') return failure(phase.error, actions.readAgain);
  const { rows, next, page } = phase;
  if (rows.length === 0) return renderEmpty(query, messages, actions);
  let end: unknown = nothing;
  if (typeof page === 'object') end = html`<div class="end">${failure(page.error, actions.readMore)}</div>`;
  if (page === 'reading') end = html`<p class="end late muted">${messages.readingMore}</p>`;
  const list = { ...view, rows, query, hasMore: next !== undefined, isStale: page === 'renewing', end };
  return html`${licenseList(list, messages, tag, actions)}
    <p class="muted count">${countOf(phase, query, messages, tag)}</p>`;
}

/** How many there are, or why there are none. */
export function countOf(
  { rows, next }: Extract<RowsPhase, { name: 'ready' }>,
  query: ListQuery,
  messages: OfflineLicensesMessages,
  tag: string,
): Text {
  if (rows.length === 0) return (isNarrowed(query) ? messages.noMatch : messages.none).says;
  return (next === undefined ? messages.count : messages.countSoFar)(rows.length, tag);
}

function renderEmpty(
  query: ListQuery,
  messages: OfflineLicensesMessages,
  { showAll }: BodyActions,
): TemplateResult {
  const { none, noMatch } = messages;
  const more = isNarrowed(query)
    ? html`<div class="actions">
        <button class="button" part="button" type="button" @click=${showAll}>${messages.showAll}</button>
      </div>`
    : html`<slot name="empty"></slot>`;
  const { says, next } = isNarrowed(query) ? noMatch : none;
  return html`<div class="empty">${notice('plain', says, next, more)}</div>`;
}
