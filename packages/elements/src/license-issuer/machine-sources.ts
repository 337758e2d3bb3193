import { html, nothing, type TemplateResult } from 'lit';
import type { LicenseIssuerMessages } from '../locales/license-issuer.js';
import { foreign } from '../shared/foreign.js';
import { icon } from '../shared/icon.js';
import { CAMERA, CLOSE, FOLDER, LICENSE } from '../shared/icon-paths.js';
import { notice } from '../shared/notice.js';
import type { CameraScan } from '../shared/qr/camera-scan.js';

/** The other ways to say which machine: its request file, and the QR code that it shows. */
export function machineSources(
  { camera, isUnreadable }: { readonly camera: CameraScan; readonly isUnreadable: boolean },
  readFile: (file: File) => void,
  messages: LicenseIssuerMessages,
): TemplateResult {
  const chosen = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) readFile(file);
    // The same file again is a new choice.
    input.value = '';
  };
  const browse = (event: Event) => {
    const input = (event.currentTarget as HTMLElement).parentElement?.querySelector('input');
    input?.click();
  };
  const trouble =
    camera.trouble &&
    {
      none: messages.cameraNone,
      denied: messages.cameraDenied,
      failed: messages.cameraFailed,
    }[camera.trouble];
  return html`<div class="actions sources">
      <!-- No "accept": phones gray out files whose ending they do not know. -->
      <input type="file" hidden @change=${chosen} />
      ${sourceButton(FOLDER, messages.file, browse)}
      ${sourceButton(CAMERA, messages.scan, () => camera.start(), camera.isOpen)}
      <span class="muted">${messages.dropHint}</span>
    </div>
    ${isUnreadable ? html`<div role="alert">${notice('warn', messages.unreadable)}</div>` : nothing}
    ${
      camera.isOpen
        ? html`${camera.render(messages.scan)}
            <p class="muted">${messages.cameraHint}</p>
            <div class="actions">${sourceButton(CLOSE, messages.cameraStop, () => camera.stop())}</div>`
        : nothing
    }
    ${trouble ? html`<div role="alert">${notice('warn', trouble.says, trouble.next)}</div>` : nothing}`;
}

/** The activation request that was given, in place of the field. */
export function renderRequest(
  from: string | undefined,
  forget: () => void,
  { machineId, request, otherMachine }: LicenseIssuerMessages,
): TemplateResult {
  return html`<p class="label">${machineId}</p>
    <div class="request">
      ${icon(LICENSE)}
      <span
        >${request}${from === undefined ? nothing : html` <span class="muted">${foreign(from)}</span>`}</span
      >
      ${sourceButton(CLOSE, otherMachine, forget)}
    </div>`;
}

function sourceButton(
  path: string,
  label: string,
  clicked: (event: Event) => void,
  isOpen?: boolean,
): TemplateResult {
  return html`<button
    class="button"
    part="button"
    type="button"
    aria-expanded=${isOpen ?? nothing}
    @click=${clicked}
  >
    ${icon(path)}${label}
  </button>`;
}
