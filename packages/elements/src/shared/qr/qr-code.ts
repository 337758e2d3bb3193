import { encodeQR } from 'qr';
import { html, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';

/** Draws a QR code, black on white in every theme, 3 to 4 pixels a module. */
export type QrCode = (label: string) => TemplateResult;

/** Modules that stay white around a code (ISO/IEC 18004). */
const QUIET = 4;
/** Pixels a module. Where even the least does not fit, the code scrolls in its own box, and the page does not. */
const LEAST = 3;
const MOST = 4;

/**
 * Encodes text as a QR code. This module and the encoder are large: load it by `import()` when a code is asked for.
 *
 * @returns draws it; the label says what the code is, also for who does not see it
 * @throws what the encoder throws where the text is too long for a code
 */
export function encodeQrCode(text: string): QrCode {
  // Screens do not get dirty: the weakest correction gives the largest modules.
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  const size = modules.length;
  const path = toPath(modules);
  return (label) =>
    html`<div ${styled('overflow: auto')}>
      <svg
        part="qr"
        role="img"
        aria-label=${label}
        viewBox="0 0 ${size} ${size}"
        ${styled(
          `display: block; margin: auto; inline-size: max(${LEAST * size}px, min(100%, ${MOST * size}px)); ` +
            'shape-rendering: crispedges; forced-color-adjust: none',
        )}
      >
        <rect width=${size} height=${size} fill="#fff" />
        <path d=${path} fill="#000" />
      </svg>
      <p class="muted" aria-hidden="true" ${styled('margin-block-start: 8px; text-align: center')}>
        ${label}
      </p>
    </div>`;
}

/**
 * Styles that come with this module rather than with every element. By property: a strict content security policy
 * refuses style attributes.
 */
function styled(css: string): DirectiveResult {
  return ref((drawn) => {
    if (drawn instanceof HTMLElement || drawn instanceof SVGElement) drawn.style.cssText = css;
  });
}

/** One rectangle for each run of black modules in a row. */
function toPath(modules: readonly (readonly boolean[])[]): string {
  const rows = modules.map((row) => row.map((black) => (black ? '#' : ' ')).join(''));
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/#+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
}
