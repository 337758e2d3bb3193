import { MAX_ASSIGNEE_LENGTH } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';

/** What is wrong with the name of an assignee, in words; nothing where nothing is. */
export function assigneeFault(
  assignee: string,
  { assigneeTooLong }: LicenseIssuerMessages,
  tag: string,
): string | undefined {
  // Counted by code points, as the license does.
  if ([...assignee.trim()].length <= MAX_ASSIGNEE_LENGTH) return undefined;
  return assigneeTooLong(new Intl.NumberFormat(tag).format(MAX_ASSIGNEE_LENGTH));
}

/** The field for the name of who will use the license. */
export function assigneeField(
  assignee: string,
  assign: (assignee: string) => void,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const fault = assigneeFault(assignee, messages, tag);
  return html`<label class="label" for="assignee">${messages.assigneeLabel}</label>
    <input
      class="field"
      part="field"
      id="assignee"
      autocomplete="off"
      aria-invalid=${fault !== undefined}
      aria-describedby="assignee-hint"
      .value=${assignee}
      @input=${(event: Event) => assign((event.currentTarget as HTMLInputElement).value)}
    />
    <p class=${fault === undefined ? 'muted' : 'wrong'} id="assignee-hint">
      ${fault ?? messages.assigneeHint}
    </p>`;
}
