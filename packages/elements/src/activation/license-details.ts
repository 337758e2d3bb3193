import type { LicenseClaims } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import { foreign } from '../shared/foreign.js';
import { machineCode } from '../shared/machine-code.js';
import { moment, utcTime } from '../shared/moment.js';

/**
 * Everything a license says that a person may want to know, as a list of names and values.
 *
 * @param daysLeft shown where the license is in force
 */
export function licenseDetails(
  { aud, org, assignee, features = [], nbf, exp, sub, lic }: LicenseClaims,
  messages: ActivationMessages,
  tag: string,
  daysLeft?: number,
): TemplateResult {
  const time = (seconds: number) =>
    html`${moment(seconds, tag)} <span class="muted" dir="ltr">${utcTime(seconds)}</span>`;
  return html`<dl class="facts" part="details">
    ${fact(messages.product, foreign(aud))} ${fact(messages.organization, foreign(org.name))}
    ${assignee === undefined ? nothing : fact(messages.assignee, foreign(assignee))}
    ${features.length === 0 ? nothing : fact(messages.features, renderFeatures(features))}
    ${daysLeft === undefined ? nothing : fact(messages.daysLeft, new Intl.NumberFormat(tag).format(daysLeft))}
    ${fact(messages.starts, time(nbf))} ${fact(messages.ends, time(exp))}
    ${fact(messages.machineId, machineCode(sub))} ${fact(messages.licenseNumber, foreign(lic))}
  </dl>`;
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** More would be a list nobody reads, and slow to draw. */
const MOST_FEATURES = 50;

function renderFeatures(features: readonly string[]): TemplateResult {
  const shown = features.slice(0, MOST_FEATURES);
  return html`<ul class="features">
    ${shown.map((feature) => html`<li>${foreign(feature)}</li>`)}${
      shown.length < features.length ? html`<li>…</li>` : nothing
    }
  </ul>`;
}
