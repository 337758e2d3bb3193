import { printable } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';

/** Longer text is cut: no name is that long, and nobody reads more. In UTF-16 code units. */
const LONGEST = 300;

/** The same without the isolation, for places that take no elements: names of choices, labels. */
export function foreignText(text: string): string {
  // Cut first: a character halved by the cut is taken out with the rest.
  return `${printable(text.slice(0, LONGEST))}${text.length > LONGEST ? '…' : ''}`;
}

/**
 * Text that somebody else wrote, made safe to show between our words: without what cannot be seen or turns the
 * writing direction, cut where it is very long, and isolated, so that it moves nothing around it.
 */
export function foreign(text: string): TemplateResult {
  return html`<bdi class="foreign">${foreignText(text)}</bdi>`;
}
