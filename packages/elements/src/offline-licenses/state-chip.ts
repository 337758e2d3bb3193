import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.js';
import { BAD, CLOCK, GOOD, WARN } from '../shared/icon-paths.js';
import type { ListState } from './list-query.js';

const LOOKS: Readonly<Record<ListState, { readonly path: string; readonly tone: string }>> = {
  scheduled: { path: CLOCK, tone: 'plain' },
  'in-force': { path: GOOD, tone: 'good' },
  'ends-soon': { path: WARN, tone: 'warn' },
  expired: { path: BAD, tone: 'plain' },
};

/** A state by icon and word, never by color alone. */
export function stateChip(state: ListState, words: Readonly<Record<ListState, string>>): TemplateResult {
  const { path, tone } = LOOKS[state];
  return html`<span class="chip ${tone}" part="state">${icon(path)}${words[state]}</span>`;
}
