import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { codeStyles } from '../shared/code.styles.js';
import { dialogStyles } from '../shared/dialog.styles.js';
import { noticeStyles } from '../shared/notice.styles.js';
import { qrStyles } from '../shared/qr/qr.styles.js';
import { tokens } from '../shared/tokens.styles.js';

const own = css`
  .label {
    display: block;
    margin-block-end: var(--_space);
    color: var(--_muted);
    font-weight: 500;
  }

  .actions,
  .below {
    margin-block-start: calc(3 * var(--_space));
  }

  .qr-box {
    /* From edge to edge of the card: a large code needs the room on a phone. */
    margin-inline: calc(-4 * var(--_space));
  }

  .caption {
    margin-block-start: calc(2 * var(--_space));
    text-align: center;
  }

  .skeleton {
    block-size: 24px;
    max-inline-size: 24em;
    border-radius: var(--_radius-control);
    background: var(--_border);
  }
`;

export const machineIdStyles: CSSResultGroup = [
  tokens,
  base,
  codeStyles,
  dialogStyles,
  noticeStyles,
  qrStyles,
  own,
];
