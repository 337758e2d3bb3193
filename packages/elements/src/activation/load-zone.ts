import { html, nothing, type TemplateResult } from 'lit';
import type { ActivationMessages } from '../locales/activation.js';
import type { Advice } from '../locales/text.js';
import { icon } from '../shared/icon.js';
import { CAMERA, CLOSE, FOLDER, PASTE } from '../shared/icon-paths.js';
import { notice } from '../shared/notice.js';
import type { CameraScan, CameraTrouble } from '../shared/qr/camera-scan.js';
import { fromFiles, fromText, fromTransfer, type LicenseSource } from './license-source.js';

/** Where the zone stands. */
export interface ZoneState {
  readonly isDragging: boolean;
  readonly isPasting: boolean;
  readonly camera: CameraScan;
}

/** What a person does there. */
export interface ZoneActions {
  load(sources: readonly LicenseSource[]): void;
  drag(isDragging: boolean): void;
  paste(): void;
}

/** Where licenses are dropped, chosen, pasted and scanned. */
export function loadZone(
  { isDragging, isPasting, camera }: ZoneState,
  messages: ActivationMessages,
  { load, drag, paste }: ZoneActions,
): TemplateResult {
  const over = (event: DragEvent) => {
    // Without this the browser opens the file in place of the page.
    event.preventDefault();
    drag(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    drag(false);
    load(fromTransfer(event.dataTransfer));
  };
  const choose = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    load(fromFiles(input.files ?? []));
    // The same file again is a new choice.
    input.value = '';
  };
  const browse = (event: Event) => {
    const zone = (event.currentTarget as HTMLElement).closest('.zone');
    zone?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };
  return html`<div
    class="zone ${isDragging ? 'over' : ''}"
    part="zone"
    role="group"
    aria-label=${messages.stepLoad}
    @dragenter=${over}
    @dragover=${over}
    @dragleave=${() => drag(false)}
    @drop=${drop}
  >
    <p>${messages.drop}</p>
    <div class="actions">
      <!-- No "accept": phones gray out files whose ending they do not know. -->
      <input type="file" multiple hidden @change=${choose} />
      ${button(FOLDER, messages.browse, browse)} ${button(PASTE, messages.paste, paste, isPasting)}
      ${button(CAMERA, messages.scan, () => camera.start(), camera.isOpen)}
    </div>
    ${isPasting ? renderPasteField(messages, load) : nothing}
    ${camera.isOpen ? renderCamera(camera, messages) : nothing}
    ${camera.trouble ? renderTrouble(camera.trouble, messages) : nothing}
  </div>`;
}

function renderPasteField(messages: ActivationMessages, load: ZoneActions['load']): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const { value } = (event.currentTarget as HTMLFormElement).querySelector('textarea') ?? { value: '' };
    if (value.trim() !== '') load([fromText('pasted', value)]);
  };
  return html`<form class="below" @submit=${submit}>
    <label class="label" for="text">${messages.pasteLabel}</label>
    <textarea
      class="field of-code"
      part="field"
      id="text"
      rows="4"
      spellcheck="false"
      autocomplete="off"
      dir="ltr"
    ></textarea>
    <button class="button" part="button">${messages.load}</button>
  </form>`;
}

function renderCamera(camera: CameraScan, messages: ActivationMessages): TemplateResult {
  return html`<div class="below">
    ${camera.render(messages.scan)}
    <p class="muted">${messages.cameraHint}</p>
    ${button(CLOSE, messages.cameraStop, () => camera.stop())}
  </div>`;
}

function renderTrouble(trouble: CameraTrouble, messages: ActivationMessages): TemplateResult {
  const advice: Advice = {
    none: messages.cameraNone,
    denied: messages.cameraDenied,
    failed: messages.cameraFailed,
  }[trouble];
  return html`<div class="below">${notice('warn', advice.says, advice.next)}</div>`;
}

function button(
  path: string,
  label: string,
  clicked: (event: Event) => void,
  isOpen?: boolean,
): TemplateResult {
  return html`<button
    class="button"
    part="button"
    type="button"
    aria-expanded=${isOpen === undefined ? nothing : isOpen}
    @click=${clicked}
  >
    ${icon(path)}${label}
  </button>`;
}
