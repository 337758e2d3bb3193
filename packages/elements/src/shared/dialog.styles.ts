import { css } from 'lit';

/** Native dialogs: large ones have a header, a body that scrolls and a footer; small ones ask a question. */
export const dialogStyles = css`
  .dialog {
    inline-size: min(560px, 100vw - 16px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 16px);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow-wrap: anywhere;
  }

  .dialog::backdrop {
    background: rgb(10 14 20 / 50%);
  }

  .dialog:focus-visible {
    outline: none;
  }

  .confirmation {
    inline-size: min(440px, 100vw - 16px);
    padding: calc(5 * var(--_space));
  }

  .title {
    margin: 0 0 calc(2 * var(--_space));
    font: 600 20px/28px var(--_font);
  }

  .last-four {
    display: grid;
    gap: calc(2 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
  }

  .last-four .field {
    max-inline-size: 8em;
  }

  .footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(2 * var(--_space));
    margin-block-start: calc(5 * var(--_space));
  }
`;
