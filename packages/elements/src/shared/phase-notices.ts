import { html, nothing, type TemplateResult } from 'lit';
import type { CommonMessages } from '../locales/common.js';
import type { FailureMessages } from '../locales/failures.js';
import type { Advice } from '../locales/text.js';
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
  const advice = explainFailure(error, failures);
  return failureNotice({ error, advice }, common, tryAgain, more);
}

/**
 * What went wrong in words, and the error's own words on demand.
 *
 * @param tryAgain missing where that cannot help
 * @param more buttons beside *Try again*
 */
export function failureNotice(
  { error, advice }: { readonly error: unknown; readonly advice: Advice },
  common: CommonMessages,
  tryAgain?: () => void,
  more: unknown = nothing,
): TemplateResult {
  const again =
    tryAgain &&
    html`<button class="button" part="button" type="button" @click=${tryAgain}>${common.tryAgain}</button>`;
  return notice(
    'bad',
    advice.says,
    advice.next,
    html`<details>
        <summary>${common.details}</summary>
        <p class="muted" lang="en" dir="ltr">${foreign(detailOf(error))}</p>
      </details>
      ${again || more !== nothing ? html`<div class="actions">${again}${more}</div>` : nothing}`,
  );
}
