import type { Refused } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import { foreign } from '../shared/foreign.js';
import { licenseDetails } from './license-details.js';

/** What stands behind a refusal, on demand: the reason as programs know it, one sentence for a developer, the license. */
export function verdictDetails(
  { reason, detail, license }: Refused,
  messages: ActivationMessages,
  tag: string,
): TemplateResult {
  return html`<details>
    <summary>${messages.common.details}</summary>
    <p class="muted">
      ${messages.reason}: <code dir="ltr">${reason}</code> ·
      <span lang="en" dir="ltr">${foreign(detail)}</span>
    </p>
    ${license && licenseDetails(license, messages, tag)}
  </details>`;
}
