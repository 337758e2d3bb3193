import type { ActivationBackend } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';

/** The way to a license: the machine ID goes out, the license comes in. */
export function steps(
  { backend, headingLevel }: { backend: ActivationBackend | undefined; headingLevel: number },
  loadPanel: unknown,
  { stepLoad, stepMachine }: ActivationMessages,
  tag: string,
): TemplateResult {
  const step = (number: number, title: string, content: unknown) =>
    html`<li class="step" part="step">
      <div class="heading" role="heading" aria-level=${headingLevel}>
        <span class="number">${new Intl.NumberFormat(tag).format(number)}</span>${title}
      </div>
      ${content}
    </li>`;
  const machineId = html`<latchkey-machine-id
    exportparts="card, label, id, button, qr, notice"
    .backend=${backend}
  >
    <slot name="help"></slot>
  </latchkey-machine-id>`;
  return html`${step(1, stepMachine, machineId)} ${step(2, stepLoad, loadPanel)}`;
}
