import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import type { Text } from '../locales/text.js';
import { foreign } from '../shared/foreign.js';
import type { MachineCheck } from './machine-check.js';

/** What the field shows. */
export interface FieldState {
  readonly typed: string;
  readonly check: MachineCheck;
  readonly product: string;
  /** True where what is missing is a mistake. */
  readonly isAsked: boolean;
}

/** What is wrong with a typed machine ID, in words; nothing where nothing is. */
export function machineFault(
  check: MachineCheck,
  product: string,
  isAsked: boolean,
  { faults }: LicenseIssuerMessages,
  tag: string,
): Text | undefined {
  const number = new Intl.NumberFormat(tag);
  const facts = {
    have: '',
    want: '',
    prefix: `${product.toLowerCase()}1`,
    product: foreign(product),
    otherProduct: '',
    isMarked: false,
  };
  if (check.name === 'empty') return isAsked ? faults.empty(facts) : undefined;
  if (check.name === 'sound') return undefined;
  const counted = { ...facts, have: number.format(check.have), want: number.format(check.want) };
  if (check.name === 'incomplete') return isAsked ? faults.length(counted) : undefined;
  const { fault, otherProduct } = check;
  return faults[fault.fault]({
    ...counted,
    otherProduct: foreign(otherProduct),
    isMarked: fault.at.length > 0,
  });
}

/**
 * The field for the machine ID. The text lies twice over each other: what is typed, and the same below it, unseen but for
 * the underlines of the wrong places. It gives the field its height, too, so that nothing scrolls away.
 */
export function machineField(
  { typed, check, product, isAsked }: FieldState,
  take: (text: string) => void,
  messages: LicenseIssuerMessages,
  tag: string,
): TemplateResult {
  const fault = machineFault(check, product, isAsked, messages, tag);
  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
  };
  return html`<label class="label" for="machine">${messages.machineId}</label>
    <div class="typed" dir="ltr">
      <div class="field of-code marks" aria-hidden="true">${renderMarks(typed, check)}</div>
      <textarea
        class="field of-code"
        part="field"
        id="machine"
        rows="1"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        aria-invalid=${fault !== undefined}
        aria-describedby="machine-hint"
        .value=${live(typed)}
        @input=${(event: Event) => take((event.currentTarget as HTMLTextAreaElement).value)}
        @keydown=${submitOnEnter}
      ></textarea>
    </div>
    <p class=${fault === undefined ? 'muted' : 'wrong'} id="machine-hint">
      ${fault ?? renderHint(check, messages, tag)}
    </p>`;
}

function renderHint(check: MachineCheck, messages: LicenseIssuerMessages, tag: string): string {
  if (check.name === 'sound') return messages.sound;
  if (check.name !== 'incomplete') return messages.machineHint;
  const number = new Intl.NumberFormat(tag);
  return messages.progress(number.format(check.have), number.format(check.want));
}

/** More than this is no machine ID, and nothing in it is marked. */
const LONGEST = 400;

function renderMarks(typed: string, check: MachineCheck): unknown {
  const at = check.name === 'wrong' ? check.fault.at : [];
  if (at.length === 0) return html`${typed.slice(0, LONGEST)}&#8203;`;
  const wrong = new Set(at);
  let offset = 0;
  const parts = Array.from(typed, (char) => {
    const isWrong = wrong.has(offset);
    offset += char.length;
    return isWrong ? html`<mark>${char}</mark>` : char;
  });
  return html`${parts}&#8203;`;
}
