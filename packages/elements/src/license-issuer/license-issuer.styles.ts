import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { codeStyles } from '../shared/code.styles.js';
import { dialogStyles } from '../shared/dialog.styles.js';
import { fieldStyles } from '../shared/field.styles.js';
import { noticeStyles } from '../shared/notice.styles.js';
import { tokens } from '../shared/tokens.styles.js';

// Above 640 px a table; below it each row is a card. What gets the focus to be read has no ring.
const own = css`
  .issuer {
    display: grid;
    gap: calc(4 * var(--_space));
    min-inline-size: 0;
    container-type: inline-size;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: calc(3 * var(--_space)) calc(6 * var(--_space));
  }

  .pickers {
    display: flex;
    flex: 1 1 200px;
    flex-wrap: wrap;
    gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    min-inline-size: 0;
    max-inline-size: 100%;
  }

  .picker {
    display: grid;
    gap: var(--_space);
    min-inline-size: 180px;
    max-inline-size: 100%;
  }

  .picker select {
    max-inline-size: 320px;
    text-overflow: ellipsis;
  }

  .create-bar {
    display: grid;
    justify-items: end;
    gap: var(--_space);
    max-inline-size: 100%;
    margin-inline-start: auto;
    text-align: end;
  }

  [aria-disabled='true'].primary {
    border-color: var(--_border-strong);
    background: var(--_subtle);
    color: var(--_muted);
    cursor: default;
  }

  .table {
    inline-size: 100%;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    border-spacing: 0;
    background: var(--_surface);
    font-variant-numeric: tabular-nums;
  }

  th {
    font-weight: inherit;
    text-align: start;
  }

  thead th {
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    color: var(--_muted);
    font: 500 12px/16px var(--_font);
  }

  .license > * {
    padding: 0 calc(3 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }

  .license {
    cursor: pointer;
  }

  .license:hover {
    background: var(--_subtle);
  }

  .type,
  .billing {
    white-space: nowrap;
  }

  .license.chosen {
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }

  .name label {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    min-block-size: calc(var(--_control) + 2 * var(--_space));
    font-weight: 500;
    cursor: inherit;
  }

  .name .muted {
    font-weight: 400;
  }

  input[type='radio'] {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .seats {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(2 * var(--_space));
  }

  .bar {
    inline-size: 56px;
    block-size: 6px;
    border-radius: 3px;
    forced-color-adjust: none;
  }

  .bar .all {
    fill: color-mix(in srgb, currentcolor 18%, transparent);
  }

  .bar .left {
    fill: var(--_accent);
  }

  [dir='rtl'] .bar {
    transform: scaleX(-1);
  }

  .offline {
    color: var(--_muted);
  }

  .offline > div {
    display: flex;
    gap: calc(2 * var(--_space));
  }

  .offline .icon {
    margin-block-start: 2px;
  }

  .offline.yes .icon {
    color: var(--_good);
  }

  .only {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space));
  }

  .skeleton {
    block-size: 72px;
    border-radius: var(--_radius);
    background: var(--_border);
  }

  @container (max-width: 720px) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }

    .table,
    tbody,
    .license {
      display: block;
    }

    .license {
      padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    }

    tbody .license + .license {
      border-block-start: 1px solid var(--_border);
    }

    .license > * {
      display: inline-block;
      padding: 0;
      border: 0;
    }

    .license > .name,
    .license > .offline {
      display: block;
    }

    .license > :not(.name) {
      margin-inline-start: 28px;
    }

    .license > .billing {
      margin-inline-start: 0;
    }

    .license > .billing::before {
      content: '·\\00a0';
      color: var(--_muted);
    }

    .license > .term,
    .license > .left {
      display: block;
    }

    .create-bar {
      justify-items: start;
      margin-inline-start: 0;
      text-align: start;
    }
  }
`;

export const licenseIssuerStyles: CSSResultGroup = [
  tokens,
  base,
  codeStyles,
  dialogStyles,
  fieldStyles,
  noticeStyles,
  own,
];
