import { html, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import type { ListQuery, ListState } from './list-query.js';

const STATES: readonly ListState[] = ['scheduled', 'in-force', 'ends-soon', 'expired'];

/** What a person does there. */
export interface FilterActions {
  search(text: string): void;
  filter(state: ListState | undefined): void;
}

/** Where a person narrows the list: search, and the states as buttons of which one is pressed. */
export function listFilters(
  { search, state }: ListQuery,
  messages: OfflineLicensesMessages,
  actions: FilterActions,
): TemplateResult {
  const chip = (value: ListState | undefined, label: string) =>
    html`<button
      class="button filter"
      part="button"
      type="button"
      aria-pressed=${state === value}
      @click=${() => actions.filter(value)}
    >
      ${label}
    </button>`;
  const typed = (event: Event) => actions.search((event.currentTarget as HTMLInputElement).value);
  return html`<div class="filters" role="search" aria-label=${messages.title}>
    <input
      class="field search"
      part="field"
      type="search"
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      placeholder=${messages.search}
      aria-label=${messages.search}
      .value=${search}
      @input=${typed}
    />
    <div class="states" role="group" aria-label=${messages.stateFilter}>
      ${chip(undefined, messages.allStates)} ${STATES.map((each) => chip(each, messages.states[each]))}
    </div>
  </div>`;
}
