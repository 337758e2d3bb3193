import type { ActivationState } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import type { Advice, Text } from '../locales/text.js';
import { icon } from '../shared/icon.js';
import { CLOCK } from '../shared/icon-paths.js';
import { moment } from '../shared/moment.js';
import { notice, type Tone } from '../shared/notice.js';
import { licenseDetails } from './license-details.js';
import { verdictAdvice } from './verdict-advice.js';
import { verdictDetails } from './verdict-details.js';

/** So many days before the end a person is warned, each time more urgently. */
const WARNINGS = [
  { days: 1, tone: 'bad' },
  { days: 7, tone: 'warn' },
  { days: 14, tone: 'plain' },
] as const satisfies readonly { days: number; tone: Tone }[];

/**
 * How near the end of the license that counts is: the smallest of 1, 7 and 14 days that is not exceeded. Nothing where
 * there is more time, where no license counts, and where another one takes over.
 */
function findWarning({ license, daysLeft, next }: ActivationState): (typeof WARNINGS)[number] | undefined {
  return license && !next ? WARNINGS.find(({ days }) => daysLeft <= days) : undefined;
}

/** Changes whenever a person has to hear about it. */
export function statusKey(state: ActivationState): string {
  const { verdict, license } = state;
  return JSON.stringify([license?.jti, verdict?.ok === false && verdict.reason, findWarning(state)?.days]);
}

/** What is heard about the license that counts. */
export function statusHeadline(state: ActivationState, messages: ActivationMessages, tag: string): Text {
  const { verdict, license, daysLeft } = state;
  if (license) {
    const { says } = findAdvice(state, messages, tag) ?? {};
    return says ?? messages.inForce(moment(license.exp, tag), messages.inDays(daysLeft, tag));
  }
  const { says, next } = verdict && !verdict.ok ? verdictAdvice(verdict, messages, tag) : messages.none;
  return [says, ' ', next];
}

/** The license that counts or came closest, or that there is none: a headline in words, warnings, details. */
export function licenseStatus(
  state: ActivationState,
  messages: ActivationMessages,
  tag: string,
): TemplateResult {
  const { verdict, license, daysLeft, next, persisted } = state;
  if (license) {
    const inDays = messages.inDays(daysLeft, tag);
    const headline = html`<strong>${messages.inForce(moment(license.exp, tag), inDays)}</strong>`;
    return html`${notice('good', headline)} ${renderWarning(state, messages, tag)}
    ${
      next &&
      html`<p class="next">
        ${icon(CLOCK)}<span>${messages.followed(moment(next.nbf, tag), moment(next.exp, tag))}</span>
      </p>`
    }
    ${persisted === false ? notice('plain', messages.notPersisted.says, messages.notPersisted.next) : nothing}
    ${licenseDetails(license, messages, tag, daysLeft)}`;
  }
  if (!verdict || verdict.ok) return notice('plain', messages.none.says, messages.none.next);
  const { says, next: wayOut } = verdictAdvice(verdict, messages, tag);
  const tone = verdict.reason === 'not-yet-valid' ? 'warn' : 'bad';
  return notice(tone, says, wayOut, verdictDetails(verdict, messages, tag));
}

function renderWarning(state: ActivationState, messages: ActivationMessages, tag: string): unknown {
  const advice = findAdvice(state, messages, tag);
  return advice ? notice(findWarning(state)?.tone ?? 'warn', advice.says, advice.next) : nothing;
}

function findAdvice(state: ActivationState, messages: ActivationMessages, tag: string): Advice | undefined {
  const warning = findWarning(state);
  if (!warning) return undefined;
  return warning.days === 1 ? messages.endsToday : messages.endsSoon(messages.inDays(state.daysLeft, tag));
}
