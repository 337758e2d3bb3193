import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { dialogStyles } from '../shared/dialog.styles.js';
import { tokens } from '../shared/tokens.styles.js';

// The dialog is in the top layer; the element itself takes no room.
const own = css`
  :host {
    display: contents;
  }

  .dialog[open] {
    display: grid;
    grid-template-rows: auto 1fr auto;
  }

  .header,
  .footer {
    padding: calc(3 * var(--_space)) calc(5 * var(--_space));
  }

  .header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(2 * var(--_space));
    border-block-end: 1px solid var(--_border);
  }

  .header .title {
    margin: 0;
    outline: none;
  }

  .header .button {
    flex: none;
    margin-inline-end: calc(-2 * var(--_space));
    border-color: transparent;
    background: none;
  }

  .body {
    padding: calc(5 * var(--_space));
    overflow: auto;
  }

  .footer {
    margin: 0;
    border-block-start: 1px solid var(--_border);
  }

  @media (max-width: 480px) {
    .header,
    .footer,
    .body {
      padding-inline: calc(3 * var(--_space));
    }
  }
`;

export const activationDialogStyles: CSSResultGroup = [tokens, base, dialogStyles, own];
