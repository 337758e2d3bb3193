import { printable, type IssuedLicense } from '@latchkey/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../locales/offline-licenses.js';
import { foreign, foreignText } from '../shared/foreign.js';
import { icon } from '../shared/icon.js';
import { DOWNLOAD, RENEW } from '../shared/icon-paths.js';
import { machineCode } from '../shared/machine-code.js';
import type { ListState } from './list-query.js';
import { stateChip } from './state-chip.js';

/** What a person does with one license. */
export interface RowActions {
  select(row: IssuedLicense, isSelected: boolean): void;
  download(row: IssuedLicense): void;
  renew(row: IssuedLicense): void;
  /** The focus came into the row, or left it. */
  focus(isWithin: boolean, index: number): void;
}

/** Where a row is drawn. */
export interface RowPlace {
  readonly index: number;
  /** In pixels from the top of the list. */
  readonly top: number;
  readonly isSelected: boolean;
  readonly state: ListState;
}

/** No machine ID is longer: what is would make the row higher than rows are. */
const LONGEST_ID = 60;

/**
 * One license. Its height is that of every row, whatever is in it.
 *
 * @param write shows a time
 */
export function licenseRow(
  row: IssuedLicense,
  { index, top, isSelected, state }: RowPlace,
  messages: OfflineLicensesMessages,
  write: (seconds: number) => TemplateResult,
  actions: RowActions,
): TemplateResult {
  const { assignee, startsAt, issuedAt, endsAt } = row;
  const fileName = foreignText(row.fileName);
  const machineId = printable(row.machineId.slice(0, LONGEST_ID));
  const ticked = (event: Event) => actions.select(row, (event.currentTarget as HTMLInputElement).checked);
  const time = (label: string, seconds: number) =>
    html`<span class="name" aria-hidden="true">${label} </span>${write(seconds)}`;
  // Style by property: an attribute would not pass a strict content policy.
  return html`<div
    class="row ${isSelected ? 'selected' : ''}"
    part="row"
    role="row"
    aria-rowindex=${index + 2}
    .style=${`inset-block-start: ${top}px`}
    @focusin=${() => actions.focus(true, index)}
    @focusout=${() => actions.focus(false, index)}
  >
    <div class="cell tick" role="cell">
      <label class="hit"
        ><input
          type="checkbox"
          aria-label=${messages.select(fileName)}
          .checked=${isSelected}
          @change=${ticked}
      /></label>
    </div>
    <div class="cell machine" role="cell">
      <bdi class="file" title=${fileName}>${fileName}</bdi>
      ${machineCode(machineId)}
    </div>
    <div class="cell assignee" role="cell" title=${assignee === undefined ? nothing : foreignText(assignee)}>
      ${assignee === undefined ? html`<span class="muted">${messages.nobody}</span>` : foreign(assignee)}
    </div>
    <div class="cell state" role="cell">
      ${stateChip(state, messages.states)}
      ${state === 'scheduled' ? html`<div class="muted">${messages.starts(write(startsAt))}</div>` : nothing}
    </div>
    <div class="cell issued" role="cell">${time(messages.issued, issuedAt)}</div>
    <div class="cell ends" role="cell">${time(messages.ends, endsAt)}</div>
    <div class="cell do" role="cell">
      ${
        state === 'ends-soon'
          ? iconButton(RENEW, messages.renewOne(fileName), messages.renew, () => actions.renew(row))
          : nothing
      }
      ${iconButton(DOWNLOAD, messages.downloadOne(fileName), messages.download, () => actions.download(row))}
    </div>
  </div>`;
}

function iconButton(path: string, label: string, hint: string, clicked: () => void): TemplateResult {
  return html`<button
    class="button bare"
    part="button"
    type="button"
    aria-label=${label}
    title=${hint}
    @click=${clicked}
  >
    ${icon(path)}
  </button>`;
}
