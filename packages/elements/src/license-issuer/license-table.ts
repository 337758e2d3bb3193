import type { PurchasedLicense } from '@latchkey/core';
import { html, svg, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Advice, Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import { icon } from '../shared/icon.js';
import { CLOSE, CHECK } from '../shared/icon-paths.js';
import { explainProblem } from '../shared/problem.js';

/** Why a license cannot be taken offline now, and the way out; nothing where it can. */
export function findObstacle(
  { ineligible, seats, startsAt, endsAt }: PurchasedLicense,
  messages: LicenseIssuerMessages,
  tag: string,
): Advice | undefined {
  if (ineligible) {
    const { code } = ineligible;
    const times = { 'term-ahead': { startsAt }, 'term-over': { endedAt: endsAt } };
    const details = code === 'term-ahead' || code === 'term-over' ? times[code] : {};
    return explainProblem(code, details, messages, tag);
  }
  if (seats.available > 0) return undefined;
  return explainProblem('no-seats', { quantity: seats.quantity }, messages, tag);
}

/** Why nothing can be created now with what is chosen; nothing where it can. */
export function findReason(
  license: PurchasedLicense | undefined,
  messages: LicenseIssuerMessages,
  tag: string,
): Text | undefined {
  if (!license) return messages.chooseFirst;
  const obstacle = findObstacle(license, messages, tag);
  return obstacle && [obstacle.says, ' ', obstacle.next];
}

/** How many seats are left, as a small bar with words. */
export function seatBar(
  { available, quantity }: PurchasedLicense['seats'],
  { available: words }: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const number = new Intl.NumberFormat(tag);
  const part = quantity > 0 ? Math.min(1, available / quantity) : 0;
  // Drawn: a strict content security policy refuses style attributes.
  return html`<span class="seats">
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="all" width="100" height="6" /><rect class="left" width=${100 * part} height="6" />`}
    </svg>
    ${words(number.format(available), number.format(quantity))}
  </span>`;
}

/**
 * The purchased licenses, of which one is chosen. Each row is a native radio button, which brings the keyboard. Its roles
 * are spelled out, since a table that is laid out as cards on a narrow page loses its own.
 */
export function licenseTable(
  licenses: readonly PurchasedLicense[],
  chosen: string | undefined,
  choose: (licenseId: string) => void,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const { license, type, billing, term, seats, offline } = messages;
  const heads = [license, type, billing, term, seats, offline];
  return html`<table class="table" part="table" role="table" aria-label=${messages.licenses}>
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${licenses.map((each, i) => renderRow(each, i, each.id === chosen, () => choose(each.id), messages, tag))}
    </tbody>
  </table>`;
}

function renderRow(
  license: PurchasedLicense,
  i: number,
  isChosen: boolean,
  choose: () => void,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const obstacle = findObstacle(license, messages, tag);
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  const cell = (name: string, content: unknown) => html`<td role="cell" class=${name}>${content}</td>`;
  return html`<tr class="license ${isChosen ? 'chosen' : ''}" part="row" role="row" @click=${choose}>
    <th class="name" role="rowheader" scope="row">
      <label>
        <input
          type="radio"
          name="license"
          .checked=${isChosen}
          aria-describedby="offline-${i}"
          @change=${choose}
        />
        <span>${foreign(license.name)} <span class="muted">${foreign(license.product)}</span></span>
      </label>
    </th>
    ${cell('type', messages.types[license.type])} ${cell('billing', messages.billings[license.billing])}
    ${cell('term', days.formatRange(license.startsAt * 1000, (license.endsAt - 1) * 1000))}
    ${cell('left', seatBar(license.seats, messages, tag))}
    <td role="cell" class="offline ${obstacle ? 'no' : 'yes'}" id="offline-${i}">
      <div>${icon(obstacle ? CLOSE : CHECK)}<span>${obstacle?.says ?? messages.eligible}</span></div>
    </td>
  </tr>`;
}
