import type { IssuingOrganization, PurchasedLicense } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import { foreign, foreignText } from '../shared/foreign.js';

/** What there is to pick from, and what is picked. */
export interface PickerState {
  readonly organizations: readonly IssuingOrganization[];
  readonly organizationId: string | undefined;
  readonly licenses: readonly PurchasedLicense[];
  readonly product: string;
}

/** What a person picks. */
export interface PickerActions {
  choose(organizationId: string): void;
  /** Empty for every product. */
  filter(product: string): void;
}

/** Organization and product: a choice where there is one, else text. */
export function pickers(
  { organizations, organizationId, licenses, product }: PickerState,
  { choose, filter }: PickerActions,
  { organization, product: productLabel, allProducts }: LicenseIssuerMessages,
): TemplateResult {
  const [only, ...others] = organizations;
  const products = [...new Set(licenses.map((license) => license.product))];
  const names = organizations.map(({ id, name }) => [id, foreignText(name)] as const);
  return html`<div class="pickers">
    ${
      only && others.length === 0
        ? html`<p class="picker">
            <span class="muted">${organization}</span><strong>${foreign(only.name)}</strong>
          </p>`
        : picker('organization', organization, names, organizationId ?? '', choose)
    }
    ${
      products.length > 1
        ? picker(
            'product',
            productLabel,
            [['', allProducts], ...products.map((each) => [each, foreignText(each)] as const)],
            product,
            filter,
          )
        : nothing
    }
  </div>`;
}

function picker(
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<div class="picker">
    <label class="muted" for=${id}>${label}</label>
    <select
      class="field"
      part="field"
      id=${id}
      @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}
    >
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;
}
