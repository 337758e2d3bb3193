import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { codeStyles } from '../shared/code.styles.js';
import { noticeStyles } from '../shared/notice.styles.js';
import { tokens } from '../shared/tokens.styles.js';

// A QR code goes from edge to edge of the card: a large one needs the room on a phone.
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

  .wide {
    margin-inline: calc(-4 * var(--_space));
  }

  .skeleton {
    block-size: 24px;
    max-inline-size: 24em;
    border-radius: var(--_radius-control);
    background: var(--_border);
  }
`;

export const machineIdStyles: CSSResultGroup = [tokens, base, codeStyles, noticeStyles, own];
