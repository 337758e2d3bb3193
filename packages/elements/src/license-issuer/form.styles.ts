import { css } from 'lit';

// What is typed as a machine ID lies over the same text with the marks, which is not seen and gives the height.
export const formStyles = css`
  .form,
  .result,
  .entries,
  .machine,
  .preview {
    display: grid;
    gap: calc(3 * var(--_space));
    min-inline-size: 0;
  }

  .heading {
    font: 600 20px/28px var(--_font);
  }

  .subject {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(4 * var(--_space));
    font-weight: 500;
  }

  .subject .seats {
    color: var(--_muted);
    font-weight: 400;
  }

  .columns {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: calc(4 * var(--_space)) calc(6 * var(--_space));
    align-items: start;
  }

  .entries {
    gap: calc(2 * var(--_space));
    margin: 0;
    padding: 0;
    border: 0;
  }

  .machine {
    gap: calc(2 * var(--_space));
    margin-block-end: calc(2 * var(--_space));
    border-radius: var(--_radius-control);
  }

  .machine.over {
    outline: 1px dashed var(--_accent);
    outline-offset: calc(2 * var(--_space));
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }

  .typed {
    display: grid;
  }

  .typed > .field {
    grid-area: 1 / 1;
    max-block-size: 120px;
    font: 15px/24px var(--_font-code);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-variant-ligatures: none;
    resize: none;
  }

  .typed > textarea.field {
    background: none;
  }

  .marks {
    overflow: hidden;
    color: transparent;
  }

  mark {
    background: color-mix(in srgb, var(--_bad) 18%, transparent);
    color: transparent;
    text-decoration: underline 2px var(--_bad);
    text-underline-offset: 3px;
  }

  .sources {
    align-items: center;
  }

  .request {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space));
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius-control);
    background: var(--_subtle);
  }

  .request > span {
    flex: 1;
    min-inline-size: 50%;
  }

  .preview {
    padding: calc(4 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_subtle);
  }

  .preview:focus,
  .result:focus,
  .trouble:focus {
    outline: none;
  }

  .facts {
    display: grid;
    gap: calc(2 * var(--_space));
  }

  dt {
    color: var(--_muted);
    font-size: 12px;
    line-height: 16px;
  }

  .form > .footer,
  .result > .footer {
    margin-block-start: 0;
  }

  .camera {
    display: block;
    inline-size: 100%;
    max-block-size: 60vh;
    border-radius: var(--_radius-control);
    background: #000;
  }

  .file {
    font-weight: 500;
  }

  .wide {
    margin-inline: calc(-4 * var(--_space));
  }

  @container (max-width: 640px) {
    .columns {
      grid-template-columns: 1fr;
    }
  }
`;
