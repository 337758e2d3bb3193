import { html, nothing, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { moment } from '../shared/moment.js';
import { notice } from '../shared/notice.js';
import type { Loaded } from './license-loader.js';
import { verdictAdvice } from './verdict-advice.js';
import { verdictDetails } from './verdict-details.js';

/** A person who dropped a folder of files learns from the first ones what is wrong. */
const MOST = 20;

/** True where it is of use on this machine. */
export function isGood({ outcome }: Loaded): boolean {
  return outcome !== undefined && (outcome.stored || outcome.verdict.ok);
}

/** What became of what was loaded: a summary where it is more than one, then each, refused ones first. */
export function loadResults(
  results: readonly Loaded[],
  messages: ActivationMessages,
  tag: string,
): TemplateResult {
  const sorted = [...results.filter((each) => !isGood(each)), ...results.filter(isGood)];
  const more = results.length - MOST;
  return html`
    ${results.length > 1 ? html`<p class="summary">${loadSummary(results, messages, tag)}</p>` : nothing}
    ${sorted.slice(0, MOST).map((each) => renderResult(each, messages, tag))}
    ${more > 0 ? html`<p class="muted">${messages.more(more, tag)}</p>` : nothing}
  `;
}

/** What is heard about them: why the only one was refused, else how many there are. */
export function resultsHeadline(results: readonly Loaded[], messages: ActivationMessages, tag: string): Text {
  const only = results.length === 1 ? results[0] : undefined;
  if (!only || isGood(only)) return loadSummary(results, messages, tag);
  const { says = '', next = '' } = resultAdvice(only, messages, tag);
  return [says, ' ', next];
}

/** One line: how many licenses were loaded, and how many files refused. */
function loadSummary(results: readonly Loaded[], messages: ActivationMessages, tag: string): string {
  const good = results.filter(isGood).length;
  const bad = results.length - good;
  return [good > 0 && messages.loaded(good, tag), bad > 0 && messages.refused(bad, tag)]
    .filter(Boolean)
    .join(' · ');
}

function resultAdvice({ outcome }: Loaded, messages: ActivationMessages, tag: string): Partial<Advice> {
  if (!outcome) return messages.unreadable;
  const { verdict, stored } = outcome;
  if (verdict.ok) {
    return { says: messages.inForceUntil(moment(verdict.license.exp, tag)) };
  }
  if (stored && verdict.license) return { says: messages.takesOver(moment(verdict.license.nbf, tag)) };
  return verdictAdvice(verdict, messages, tag);
}

function renderResult(loaded: Loaded, messages: ActivationMessages, tag: string): TemplateResult {
  const { source, outcome } = loaded;
  const { says = '', next } = resultAdvice(loaded, messages, tag);
  const name: Text = source.from === 'file' ? foreign(source.name ?? '') : messages[source.from];
  const refused = outcome && !outcome.verdict.ok && !isGood(loaded) ? outcome.verdict : undefined;
  return html`<div class="loaded">
    <p class="muted">${name}</p>
    ${notice(
      isGood(loaded) ? 'good' : 'bad',
      says,
      next,
      refused ? verdictDetails(refused, messages, tag) : nothing,
    )}
  </div>`;
}
