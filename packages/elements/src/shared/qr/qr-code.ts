import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

/** The modules of a QR code, row by row, quiet zone included; true is black. */
export type QrModules = readonly (readonly boolean[])[];

/** Modules that stay white around a code (ISO/IEC 18004). */
const QUIET = 4;

/**
 * Encodes text as a QR code. The encoder is loaded on the first call.
 *
 * @throws what the encoder throws where the text is too long for a code
 */
export async function encodeQrCode(text: string): Promise<QrModules> {
  const { encodeQR } = await import('qr');
  // Screens do not get dirty: the weakest correction gives the largest modules.
  return encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
}

/**
 * Draws a QR code, black on white in every theme, 3 to 4 pixels a module. Needs `qrStyles`.
 *
 * @param label what the code is, for who does not see it
 */
export function renderQrCode(modules: QrModules, label: string): TemplateResult {
  const size = modules.length;
  return html`<div class="qr-box">
    <svg
      class="qr"
      part="qr"
      role="img"
      aria-label=${label}
      viewBox="0 0 ${size} ${size}"
      ${ref((drawn) => setSize(drawn, size))}
    >
      <rect width=${size} height=${size} fill="#fff" />
      <path d=${toPath(modules)} fill="#000" />
    </svg>
  </div>`;
}

/** By property: a strict content security policy refuses style attributes. */
function setSize(drawn: Element | undefined, modules: number): void {
  if (drawn instanceof SVGElement) drawn.style.setProperty('--_modules', String(modules));
}

/** One rectangle for each run of black modules in a row. */
function toPath(modules: QrModules): string {
  const rows = modules.map((row) => row.map((black) => (black ? '#' : ' ')).join(''));
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/#+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
}
