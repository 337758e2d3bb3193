import type { ThisMachine } from '@latchkey/core';
import { html, type TemplateResult } from 'lit';
import type { MachineIdMessages } from '../locales/machine-id.js';
import { icon } from '../shared/icon.js';
import { SHARE } from '../shared/icon-paths.js';

/** The button that opens the share sheet; a link that begins a mail where the browser has none. */
export function renderShareButton(
  { product, machineId, request }: ThisMachine,
  { share, shareBody, shareSubject }: MachineIdMessages,
  { shared, failed }: { shared(by: 'share-sheet' | 'mail'): void; failed(): void },
): TemplateResult {
  const title = shareSubject(product);
  const text = shareBody(machineId, request);
  const label = html`${icon(SHARE)}${share}`;
  // Missing in some browsers, and on pages that are not secure.
  if (!('share' in navigator)) {
    const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`;
    return html`<a class="button" part="button" href=${mail} @click=${() => shared('mail')}>${label}</a>`;
  }
  const open = async () => {
    try {
      await navigator.share({ title, text });
      shared('share-sheet');
    } catch (error) {
      // The person closed the share sheet.
      if (!(error instanceof DOMException && error.name === 'AbortError')) failed();
    }
  };
  return html`<button class="button" part="button" @click=${open}>${label}</button>`;
}
