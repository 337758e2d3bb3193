import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { codeStyles } from '../shared/code.styles.js';
import { dialogStyles } from '../shared/dialog.styles.js';
import { fieldStyles } from '../shared/field.styles.js';
import { noticeStyles } from '../shared/notice.styles.js';
import { tokens } from '../shared/tokens.styles.js';

// Status and results get the focus so that reading goes on there; there is nothing to press, and no ring.
const own = css`
  .status,
  .steps,
  .step,
  .results {
    display: grid;
    gap: calc(3 * var(--_space));
    min-inline-size: 0;
  }

  .status,
  .results {
    container-type: inline-size;
  }

  .steps {
    gap: calc(6 * var(--_space));
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .status + .steps {
    margin-block-start: calc(6 * var(--_space));
  }

  .status:focus,
  .results:focus {
    outline: none;
  }

  .status.card > .good:first-child {
    margin: calc(-4 * var(--_space)) calc(-4 * var(--_space)) 0;
    border-width: 0 0 1px;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }

  .next {
    display: flex;
    gap: calc(2 * var(--_space));
    color: var(--_muted);
  }

  .next .icon {
    margin-block-start: 2px;
  }

  .heading {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    font-weight: 600;
  }

  .number {
    flex: none;
    inline-size: 24px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
    color: var(--_accent);
    font: 600 12px/24px var(--_font);
    text-align: center;
  }

  .facts {
    display: grid;
    gap: calc(2 * var(--_space));
  }

  .facts > div {
    display: grid;
    grid-template-columns: minmax(7em, 1fr) 3fr;
    gap: 0 calc(3 * var(--_space));
  }

  dt {
    color: var(--_muted);
  }

  .facts .code {
    font-size: 13px;
    line-height: 20px;
  }

  dd .muted {
    white-space: nowrap;
  }

  .features {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    list-style: none;
  }

  .features li {
    padding-inline: calc(2 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_subtle);
    font-size: 12px;
  }

  .zone {
    padding: calc(5 * var(--_space)) calc(2 * var(--_space));
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_subtle);
    text-align: center;
  }

  .zone.over {
    border-style: solid;
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }

  .zone .button {
    background: var(--_surface);
  }

  .zone .actions {
    justify-content: center;
    margin-block-start: calc(3 * var(--_space));
  }

  .zone .below {
    display: grid;
    justify-items: start;
    gap: calc(2 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
    padding-inline: calc(2 * var(--_space));
    text-align: start;
  }

  .camera {
    display: block;
    justify-self: center;
    inline-size: min(100%, 480px);
    max-block-size: 60vh;
    border-radius: var(--_radius-control);
    background: #000;
  }

  .summary {
    font-weight: 600;
  }

  .loaded {
    display: grid;
    gap: var(--_space);
  }

  .skeleton {
    block-size: 72px;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_border) 60%, var(--_surface));
  }

  @container (max-width: 420px) {
    .facts > div {
      grid-template-columns: 1fr;
    }
  }
`;

export const activationStyles: CSSResultGroup = [
  tokens,
  base,
  codeStyles,
  dialogStyles,
  fieldStyles,
  noticeStyles,
  own,
];
