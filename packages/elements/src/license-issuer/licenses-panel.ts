import type { PurchasedLicense } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import { notice } from '../shared/notice.js';
import { findObstacle, licenseTable } from './license-table.js';

/** The purchased licenses of an organization, of one product where that is wanted; or why there are none of use. */
export function licensesPanel(
  licenses: readonly PurchasedLicense[],
  { product, chosen }: { readonly product: string; readonly chosen: string | undefined },
  choose: (licenseId: string) => void,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const { noLicense, noneEligible } = messages;
  if (licenses.length === 0) return notice('plain', noLicense.says, noLicense.next);
  const shown = licenses.filter((each) => product === '' || each.product === product);
  const isAnyEligible = licenses.some((each) => !findObstacle(each, messages, tag));
  return html`${isAnyEligible ? nothing : notice('plain', noneEligible.says, noneEligible.next)}
  ${licenseTable(shown, chosen, choose, messages, tag)}`;
}
