import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Text } from '../locales/text.js';

/** The button that opens the form. Where it cannot, it stays in reach, and says why. */
export function createBar(
  whyNot: Text | undefined,
  create: () => void,
  messages: LicenseIssuerMessages,
): TemplateResult {
  const isOff = whyNot !== undefined;
  return html`<div class="create-bar">
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
}
