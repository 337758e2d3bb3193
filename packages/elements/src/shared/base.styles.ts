import { css } from 'lit';

/**
 * What nearly every element uses: boxes, text, buttons, the live region. `late` is for what is often there for a moment
 * only: shown at once, it would flicker.
 */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }

  .base {
    overflow-wrap: anywhere;
  }

  .card {
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .muted {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }

  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_space));
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(2 * var(--_space));
    min-block-size: var(--_control);
    min-inline-size: var(--_control);
    margin: 0;
    padding: 2px calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius-control);
    background: var(--_subtle);
    color: var(--_text);
    font: 500 14px/20px var(--_font);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }

  .button:hover {
    background: color-mix(in srgb, var(--_text) 8%, var(--_subtle));
  }

  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.primary:hover {
    background: color-mix(in srgb, var(--_text) 14%, var(--_accent));
  }

  .button.danger {
    color: var(--_bad);
  }

  .button[aria-expanded='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  summary {
    inline-size: fit-content;
    padding-block: calc(2.5 * var(--_space));
    color: var(--_muted);
    cursor: pointer;
  }

  .live {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .late {
    animation: appear 0s 150ms both;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`;
