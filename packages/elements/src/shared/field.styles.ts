import { css } from 'lit';

/** Fields to type into, with their labels. */
export const fieldStyles = css`
  .label {
    font-weight: 500;
  }

  .field {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_control);
    padding: calc(2 * var(--_space));
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_text);
    font: 400 14px/20px var(--_font);
    resize: vertical;
  }

  .field[aria-invalid='true'] {
    border-color: var(--_bad);
  }

  .wrong {
    color: var(--_bad);
  }

  .field.of-code {
    font: 13px/20px var(--_font-code);
  }
`;
