import { css } from 'lit';

export const qrStyles = css`
  /* Where even three pixels a module do not fit, the code scrolls in its own box, and the page does not. */
  .qr-box {
    overflow: auto;
  }

  .qr {
    display: block;
    /* 3 to 4 pixels a module. */
    inline-size: max(3px * var(--_modules), min(100%, 4px * var(--_modules)));
    margin-inline: auto;
    border-radius: var(--_radius-control);
    background: #fff;
    shape-rendering: crispedges;
    forced-color-adjust: none;
  }
`;
