import { html, nothing, type TemplateResult } from 'lit';
import type { Text } from '../locales/text.js';
import { icon } from './icon.js';
import { BAD, GOOD, INFO, WARN } from './icon-paths.js';

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

const ICONS: Readonly<Record<Tone, string>> = { good: GOOD, warn: WARN, bad: BAD, plain: INFO };

/** A message in a box: what happened, then why or what to do, then anything more. Needs `noticeStyles`. */
export function notice(tone: Tone, says: Text, next?: Text, more: unknown = nothing): TemplateResult {
  return html`<div class="notice ${tone}" part="notice">
    ${icon(ICONS[tone])}
    <div>
      ${
        next === undefined
          ? html`<p>${says}</p>`
          : html`<p><strong>${says}</strong></p>
              <p>${next}</p>`
      }
    </div>
    ${more}
  </div>`;
}
