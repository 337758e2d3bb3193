import { html, nothing, type TemplateResult } from 'lit';
import type { CommonMessages } from '../locales/common.js';
import type { FailureMessages } from '../locales/failures.js';
import { detailOf, explainFailure } from './failure.js';
import { foreign } from './foreign.js';
import { notice } from './notice.js';

/** What an element shows that the page gave no back end: visible, and no error. */
export function renderUnconfigured({ notConfigured }: CommonMessages): TemplateResult {
  return html`<div class="late">${notice('plain', notConfigured.says, notConfigured.next)}</div>`;
}

/**
 * What an element shows whose back end threw: what happened, what to do, and the error's own words on demand.
 *
 * @param more buttons beside *Try again*
 */
export function renderFailure(
  error: unknown,
  { common, failures }: { readonly common: CommonMessages; readonly failures: FailureMessages },
  tryAgain: () => void,
  more: unknown = nothing,
): TemplateResult {
  const { says, next } = explainFailure(error, failures);
  return notice(
    'bad',
    says,
    next,
    html`<details>
        <summary>${common.details}</summary>
        <p class="muted">${foreign(detailOf(error))}</p>
      </details>
      <div class="actions">
        <button class="button" part="button" @click=${tryAgain}>${common.tryAgain}</button>
        ${more}
      </div>`,
  );
}
