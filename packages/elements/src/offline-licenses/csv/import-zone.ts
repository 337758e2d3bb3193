import { html, nothing, type TemplateResult } from 'lit';
import type { OfflineLicensesMessages } from '../../locales/offline-licenses.js';
import type { Advice } from '../../locales/text.js';
import { icon } from '../../shared/icon.js';
import { FOLDER, PASTE } from '../../shared/icon-paths.js';
import { notice } from '../../shared/notice.js';

export interface ImportZoneState {
  readonly isDragging: boolean;
  readonly isPasting: boolean;
  /** Why the last table was none. */
  readonly trouble: Advice | undefined;
}

export interface ImportZoneActions {
  file(file: Blob): void;
  text(text: string): void;
  drag(isDragging: boolean): void;
  paste(): void;
}

/** Where a table is dropped, chosen or pasted. */
export function importZone(
  { isDragging, isPasting, trouble }: ImportZoneState,
  messages: OfflineLicensesMessages,
  { file, text, drag, paste }: ImportZoneActions,
): TemplateResult {
  const over = (event: DragEvent) => {
    // Without this the browser opens the file in place of the page.
    event.preventDefault();
    drag(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    drag(false);
    const dropped = event.dataTransfer?.files[0];
    const written = event.dataTransfer?.getData('text') ?? '';
    if (dropped) file(dropped);
    else if (written.trim() !== '') text(written);
  };
  const choose = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const chosen = input.files?.[0];
    if (chosen) file(chosen);
    // The same file again is a new choice.
    input.value = '';
  };
  const browse = (event: Event) => {
    const zone = (event.currentTarget as HTMLElement).closest('.zone');
    zone?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };
  return html`<p>${messages.importHint}</p>
    ${trouble ? notice('warn', trouble.says, trouble.next) : nothing}
    <div
      class="zone ${isDragging ? 'over' : ''}"
      part="zone"
      role="group"
      aria-label=${messages.importCsv}
      @dragenter=${over}
      @dragover=${over}
      @dragleave=${() => drag(false)}
      @drop=${drop}
    >
      <p>${messages.importDrop}</p>
      <div class="actions">
        <input type="file" hidden @change=${choose} />
        <button class="button" part="button" type="button" @click=${browse}>
          ${icon(FOLDER)}${messages.browse}
        </button>
        <button class="button" part="button" type="button" aria-expanded=${isPasting} @click=${paste}>
          ${icon(PASTE)}${messages.paste}
        </button>
      </div>
    </div>
    ${isPasting ? renderPasteField(messages, text) : nothing}`;
}

function renderPasteField(
  messages: OfflineLicensesMessages,
  text: ImportZoneActions['text'],
): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const { value } = (event.currentTarget as HTMLFormElement).querySelector('textarea') ?? { value: '' };
    if (value.trim() !== '') text(value);
  };
  return html`<form class="import" @submit=${submit}>
    <label class="label" for="table">${messages.pasteLabel}</label>
    <textarea
      class="field of-code"
      part="field"
      id="table"
      rows="5"
      spellcheck="false"
      autocomplete="off"
      dir="ltr"
    ></textarea>
    <div class="actions"><button class="button" part="button">${messages.check}</button></div>
  </form>`;
}
