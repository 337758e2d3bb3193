import type { ImportVerdict } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../../locales/offline-licenses.js';
import { foreign } from '../../shared/foreign.js';
import { notice } from '../../shared/notice.js';
import { explainProblem } from '../../shared/problem.js';
import type { ImportPhase } from './import-run.js';
import type { Tally } from './tally.js';

interface Words {
  readonly messages: OfflineLicensesMessages;
  readonly tag: string;
}

/** What an import would do, row by row where it refuses; and the button that does it. */
export function importTally(
  { tally, isRecount }: Extract<ImportPhase, { name: 'checked' }>,
  words: Words,
  actions: { confirm(): void; cancel(): void },
): TemplateResult {
  const { messages, tag } = words;
  const { create } = tally;
  const confirm = html`<button class="button primary" part="button" type="button" @click=${actions.confirm}>
    ${messages.create(create, tag)}
  </button>`;
  return html`${isRecount ? notice('warn', messages.recounted.says, messages.recounted.next) : nothing}
    ${renderCounts(messages.wouldCreate(create, tag), tally, words)}
    <p>${create > 0 ? messages.irreversible : messages.nothingToCreate}</p>
    <div class="actions">
      <button class="button" part="button" type="button" @click=${actions.cancel}>
        ${messages.common.cancel}
      </button>
      ${create > 0 ? confirm : nothing}
    </div>`;
}

/** What an import did. */
export function importVerdict(
  { tally, done, total }: Extract<ImportPhase, { name: 'imported' }>,
  words: Words,
  another: () => void,
): TemplateResult {
  const { messages, tag } = words;
  const number = new Intl.NumberFormat(tag);
  const isWhole = done === total;
  const says = messages.imported(tally.create, tag);
  return html`${
      isWhole
        ? notice('good', says)
        : notice('warn', says, messages.stopped(number.format(done), number.format(total)))
    }
    ${renderCounts(undefined, tally, words)}
    <div class="actions">
      <button class="button" part="button" type="button" @click=${another}>${messages.another}</button>
    </div>`;
}

function renderCounts(
  first: string | undefined,
  { existing, refused, refusals }: Tally,
  words: Words,
): unknown {
  const { messages, tag } = words;
  const more = refused - refusals.length;
  return html`<ul class="counts">
      ${first === undefined ? nothing : html`<li><strong>${first}</strong></li>`}
      ${existing > 0 ? html`<li>${messages.wouldExist(existing, tag)}</li>` : nothing}
      ${refused > 0 ? html`<li>${messages.refusedRows(refused, tag)}</li>` : nothing}
    </ul>
    ${
      refused > 0
        ? html`<ul class="refusals" tabindex="0" aria-label=${messages.refusedRows(refused, tag)}>
            ${refusals.map((row) => renderRefusal(row, words))}
            ${more > 0 ? html`<li class="muted">${messages.andMoreRows(more, tag)}</li>` : nothing}
          </ul>`
        : nothing
    }`;
}

function renderRefusal(
  { line, machineId, problem }: ImportVerdict,
  { messages, tag }: Words,
): TemplateResult {
  const advice = problem ? explainProblem(problem.code, {}, messages, tag) : messages.failures.unknown;
  return html`<li>
    <strong>${messages.line(new Intl.NumberFormat(tag).format(line))}</strong>
    ${machineId === undefined ? nothing : html`<span dir="ltr">${foreign(machineId)}</span>`}
    <div>${advice.says} ${advice.next}</div>
  </li>`;
}
