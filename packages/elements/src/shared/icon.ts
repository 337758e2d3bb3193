import { svg, html, type TemplateResult } from 'lit';

/** Draws an icon from its path, in a grid of 24 units, in the color of the text. Words say what it means. */
export function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;
}
