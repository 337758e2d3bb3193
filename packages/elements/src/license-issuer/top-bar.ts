import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Text } from '../locales/text.js';
import { pickers, type PickerActions, type PickerState } from './pickers.js';

/** What the bar shows besides what is picked. */
export interface TopBarState extends PickerState {
  /** Why nothing can be created now; nothing where it can. */
  readonly whyNot: Text | undefined;
  /** False while the form is open already. */
  readonly canOpen: boolean;
}

/**
 * What is picked, and the button that opens the form. Where it cannot, it stays in reach, and says why.
 *
 * @param create called in both cases
 */
export function topBar(
  { whyNot, canOpen, ...picked }: TopBarState,
  { create, ...actions }: PickerActions & { create(): void },
  messages: LicenseIssuerMessages,
): TemplateResult {
  const isOff = whyNot !== undefined;
  const bar = html`<div class="create-bar">
    <button
      class="button primary create"
      part="button"
      aria-disabled=${isOff}
      aria-describedby=${isOff ? 'why-not' : nothing}
      @click=${create}
    >
      ${messages.create}
    </button>
    ${isOff ? html`<p class="muted" id="why-not">${whyNot}</p>` : nothing}
  </div>`;
  return html`<div class="top">
    ${pickers(picked, actions, messages)} ${canOpen && picked.licenses.length > 0 ? bar : nothing}
  </div>`;
}
