import type { IssuedLicense } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import { icon } from '../shared/icon.js';
import { DOWN, UP } from '../shared/icon-paths.js';
import { momentWriter } from '../shared/moment.js';
import { licenseRow, type RowActions } from './license-row.js';
import { orderOf, readClock, stateOf, type ListQuery } from './list-query.js';
import type { RowWindow } from './row-window.js';
import type { Selection } from './selection.js';

/** What the table shows. */
export interface ListView {
  readonly rows: readonly IssuedLicense[];
  /** There are more than these. */
  readonly hasMore: boolean;
  /** Others are on their way, and take the place of these. */
  readonly isStale: boolean;
  readonly query: ListQuery;
  readonly selection: Selection;
  readonly window: RowWindow;
  /** What stands below the last row. */
  readonly end: unknown;
}

export interface ListActions extends RowActions {
  sortBy(sort: ListQuery['sort']): void;
  selectShown(isSelected: boolean): void;
}

/**
 * The licenses as a table that scrolls. It is a table and no grid: each row has its own buttons, which Tab reaches in
 * the order in which one reads, and screen readers have their own keys to walk in tables. Only the rows in sight are
 * drawn, so each says which one of all it is. The box that scrolls takes the focus, for the keys that scroll.
 */
export function licenseList(
  { rows, hasMore, isStale, query, selection, window, end }: ListView,
  messages: OfflineLicensesMessages,
  tag: string,
  actions: ListActions,
): TemplateResult {
  const { rowHeight } = window;
  const now = readClock();
  const write = momentWriter(tag, 'medium');
  return html`<div
    class="scroller ${window.isNarrow ? 'narrow' : ''} ${isStale ? 'stale' : ''}"
    part="list"
    role="region"
    aria-label=${messages.title}
    tabindex="0"
    @scroll=${window.scrolled}
    ${ref(window.watch)}
  >
    <div
      role="table"
      aria-label=${messages.title}
      aria-rowcount=${hasMore ? -1 : rows.length + 1}
      aria-busy=${isStale}
    >
      <div class="head" part="head" role="rowgroup">
        ${renderHead(rows, query, selection, messages, actions)}
      </div>
      <div
        class="rows"
        role="rowgroup"
        .style=${`block-size: ${rows.length * rowHeight}px; --_row: ${rowHeight}px`}
      >
        ${repeat(
          window.listRows(rows),
          ({ slot }) => slot,
          ({ row, index }) => {
            const place = {
              index,
              top: index * rowHeight,
              isSelected: selection.has(row.id),
              state: stateOf(row, now),
            };
            // Most rows are as they were: who scrolls a little draws little.
            return guard([row, tag, messages, ...Object.values(place)], () =>
              licenseRow(row, place, messages, write, actions),
            );
          },
        )}
      </div>
    </div>
    ${end}
  </div>`;
}

function renderHead(
  rows: readonly IssuedLicense[],
  query: ListQuery,
  selection: Selection,
  messages: OfflineLicensesMessages,
  actions: ListActions,
): TemplateResult {
  const order = orderOf(query);
  const sortable = (by: ListQuery['sort'], name: string, label: string) => {
    const isSorted = order.sort === by;
    const direction = order.ascending ? 'ascending' : 'descending';
    const arrow = isSorted ? icon(order.ascending ? UP : DOWN) : nothing;
    // What ends soon has one order.
    const content =
      query.state === 'ends-soon'
        ? html`<span class="column">${label}${arrow}</span>`
        : html`<button class="sort" part="sort" type="button" @click=${() => actions.sortBy(by)}>
            ${label}${arrow}
          </button>`;
    return html`<div class="cell ${name}" role="columnheader" aria-sort=${isSorted ? direction : 'none'}>
      ${content}
    </div>`;
  };
  const plain = (name: string, label: string) =>
    html`<div class="cell ${name}" role="columnheader"><span class="column">${label}</span></div>`;
  const count = selection.size === 0 ? 0 : rows.filter(({ id }) => selection.has(id)).length;
  return html`<div class="row" role="row" aria-rowindex="1">
    <div class="cell tick" role="columnheader">
      <label class="hit"
        ><input
          type="checkbox"
          aria-label=${messages.selectShown}
          .checked=${count > 0 && count === rows.length}
          .indeterminate=${count > 0 && count < rows.length}
          @change=${(event: Event) => actions.selectShown((event.currentTarget as HTMLInputElement).checked)}
      /></label>
    </div>
    ${sortable('machine', 'machine', messages.machine)} ${plain('assignee', messages.assignee)}
    ${plain('state', messages.state)} ${sortable('issued', 'issued', messages.issued)}
    ${sortable('ends', 'ends', messages.ends)} ${plain('do', messages.actions)}
  </div>`;
}
