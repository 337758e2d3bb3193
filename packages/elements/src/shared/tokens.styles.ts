import { css } from 'lit';

/**
 * The look of every element. Left of each comma is what a page may set, on the element or anything around it; right of
 * it the default. Names that begin with an underscore are ours. Light and dark follow `color-scheme`, as the page
 * declares it: an element is never dark on a light page. Nothing moves, so there is nothing to reduce.
 */
export const tokens = css`
  :host {
    --_space: var(--latchkey-space, 4px);
    --_control: var(--latchkey-control-size, 40px);
    --_radius: var(--latchkey-radius, 8px);
    --_radius-control: var(--latchkey-radius-control, 6px);
    --_font: var(--latchkey-font, system-ui, sans-serif);
    --_font-code: var(--latchkey-font-code, ui-monospace, Menlo, Consolas, monospace);
    --_surface: var(--latchkey-color-surface, light-dark(#fff, #15191f));
    --_subtle: var(--latchkey-color-subtle, light-dark(#f5f7f9, #1d232b));
    --_text: var(--latchkey-color-text, light-dark(#1a1f26, #e7ebf0));
    --_muted: var(--latchkey-color-muted, light-dark(#57606b, #9fa9b5));
    --_border: var(--latchkey-color-border, light-dark(#d5dae0, #343c47));
    --_border-strong: var(--latchkey-color-border-strong, light-dark(#808a96, #727d8a));
    --_accent: var(--latchkey-color-accent, light-dark(#0b5cd5, #79b3ff));
    --_on-accent: var(--latchkey-color-on-accent, light-dark(#fff, #0a1626));
    --_good: var(--latchkey-color-good, light-dark(#12733a, #58d085));
    --_warn: var(--latchkey-color-warn, light-dark(#855300, #e8b54a));
    --_bad: var(--latchkey-color-bad, light-dark(#bd1f2d, #ff8d85));
    --_shadow: var(--latchkey-shadow, 0 12px 40px rgb(0 0 0 / 24%));

    display: block;
    color: var(--_text);
    font: 400 14px/20px var(--_font);
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  @media (pointer: coarse) {
    :host {
      --_control: var(--latchkey-control-size, 44px);
    }
  }
`;
