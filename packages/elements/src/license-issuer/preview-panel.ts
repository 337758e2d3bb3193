import type { IssuePreview } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { machineCode } from '../shared/machine-code.js';
import { moment } from '../shared/moment.js';
import { notice } from '../shared/notice.js';
import { failureNotice } from '../shared/phase-notices.js';
import { explainError, explainProblem, mayHelpToRepeat } from '../shared/problem.js';

/** Where the preview stands. */
export type PreviewPhase =
  | { readonly name: 'none' }
  | { readonly name: 'checking' }
  | { readonly name: 'failed'; readonly error: unknown }
  | { readonly name: 'ready'; readonly preview: IssuePreview };

/** What is heard about a preview: why nothing would be issued, else until when the license would be valid. */
export function previewHeadline(phase: PreviewPhase, messages: LicenseIssuerMessages, tag: string): Text {
  if (phase.name === 'failed') return join(explainError(phase.error, messages, tag));
  if (phase.name !== 'ready') return messages.checking;
  const { refusal, existing, period, warnings } = phase.preview;
  if (refusal) return join(explainProblem(refusal.code, refusal.details, messages, tag));
  if (existing) return join(messages.existing(moment(existing.endsAt, tag)));
  return [
    messages.validUntil,
    ' ',
    period ? moment(period.exp, tag) : '',
    ...warnings.map(({ code }): Text => [' ', join(messages.warnings[code])]),
  ];
}

/** What will be issued for whom, and every reason to stop. */
export function previewPanel(
  phase: PreviewPhase,
  { assignee, retry }: { readonly assignee: string; retry(): void },
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  return html`<section class="preview" part="preview" aria-labelledby="preview-title" tabindex="-1">
    <p class="label" id="preview-title">${messages.preview}</p>
    ${renderPhase(phase, assignee, retry, messages, tag)}
  </section>`;
}

function renderPhase(
  phase: PreviewPhase,
  assignee: string,
  retry: () => void,
  messages: LicenseIssuerMessages,
  tag: string,
): unknown {
  switch (phase.name) {
    case 'none':
      return html`<p class="muted">${messages.previewEmpty}</p>`;
    case 'checking':
      return html`<div class="skeleton late" role="img" aria-label=${messages.checking}></div>`;
    case 'failed': {
      const { error } = phase;
      const advice = explainError(error, messages, tag);
      return failureNotice({ error, advice }, messages.common, mayHelpToRepeat(error) ? retry : undefined);
    }
    case 'ready':
      return renderPreview(phase.preview, assignee, messages, tag);
  }
}

function renderPreview(
  { machineId, host, period, seats, refusal, existing, warnings }: IssuePreview,
  assignee: string,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const number = new Intl.NumberFormat(tag);
  const become = messages.seatsBecome(number.format(seats.available), number.format(seats.after));
  const refused = refusal && explainProblem(refusal.code, refusal.details, messages, tag);
  const has = existing && messages.existing(moment(existing.endsAt, tag));
  // Said by the notice about the license that is there.
  const reasons = warnings.filter(({ code }) => !(existing && code === 'already-licensed'));
  return html`<dl class="facts" part="details">
      ${assignee === '' ? nothing : fact(messages.assignee, foreign(assignee))}
      ${fact(messages.machineId, machineCode(machineId))}
      ${host === undefined ? nothing : fact(messages.host, foreign(host))}
      ${period ? fact(messages.validUntil, moment(period.exp, tag)) : nothing}
      ${period ? fact(messages.seats, become) : nothing}
    </dl>
    ${refused ? notice('bad', refused.says, refused.next) : nothing}
    ${has ? notice('plain', has.says, has.next) : nothing}
    ${reasons.map(({ code }) => {
      const { says, next } = messages.warnings[code];
      return notice('warn', says, next);
    })}`;
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function join({ says, next }: Advice): Text {
  return [says, ' ', next];
}
