import type { IssuingBackend, PurchasedLicense } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import { foreign } from '../shared/foreign.js';

/** Of whom the offline licenses are shown. */
export interface IssuedListState {
  readonly backend: IssuingBackend | undefined;
  readonly organizationId: string;
  /** Only those of this license, which is also that of imported rows that name none. */
  readonly license: PurchasedLicense | undefined;
  readonly headingLevel: number;
}

/**
 * The list of what was issued, an element of its own.
 *
 * @param showAll missing where there is only one license
 */
export function issuedList(
  { backend, organizationId, license, headingLevel }: IssuedListState,
  { changed, showAll }: { changed(): void; readonly showAll: (() => void) | undefined },
  messages: LicenseIssuerMessages,
): TemplateResult {
  return html`${
      license && showAll
        ? html`<p class="muted only">
            <span>${messages.onlyOf(foreign(license.name))}</span>
            <button class="button" part="button" @click=${showAll}>${messages.showAll}</button>
          </p>`
        : nothing
    }
    <latchkey-offline-licenses
      exportparts="list, state, id, button, field, notice, zone, confirmation"
      heading-level=${headingLevel}
      .backend=${backend}
      .organizationId=${organizationId}
      .licenseId=${license?.id}
      @latchkey-offline-license-renewed=${changed}
      @latchkey-offline-licenses-imported=${changed}
    ></latchkey-offline-licenses>`;
}

/** Has it read again, where it is there. */
export function refreshIssued(root: ParentNode): void {
  root.querySelector<Element & { refresh?(): void }>('latchkey-offline-licenses')?.refresh?.();
}
