import { groupMachineId } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';

/** A machine ID in groups of five. The gaps are margins: what a person selects and copies has none. Needs `codeStyles`. */
export function machineCode(machineId: string): TemplateResult {
  const groups = groupMachineId(machineId).split(' ');
  return html`<code class="code" part="id" dir="ltr"
    >${groups.map((group) => html`<span>${group}</span>`)}</code
  >`;
}

/** Enough of a machine ID to tell two apart: IDs of one product begin alike. */
export function shortMachineCode(machineId: string): TemplateResult {
  return html`<code class="code short" dir="ltr">${machineId.slice(0, 5)}…${machineId.slice(-5)}</code>`;
}
