import { css, type CSSResultGroup } from 'lit';
import { base } from '../shared/base.styles.js';
import { codeStyles } from '../shared/code.styles.js';
import { dialogStyles } from '../shared/dialog.styles.js';
import { fieldStyles } from '../shared/field.styles.js';
import { noticeStyles } from '../shared/notice.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { cardStyles } from './cards.styles.js';
import { listStyles } from './list.styles.js';

const own = css`
  .top,
  .filters,
  .states,
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space));
  }

  .top > .title {
    flex: 1 1 auto;
    margin: 0;
  }

  .filters {
    margin-block: calc(3 * var(--_space));
  }

  .search {
    flex: 1 1 220px;
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 420px;
  }

  .filter[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
    color: var(--_accent);
  }

  .filter {
    background: var(--_surface);
  }

  .below {
    display: grid;
    gap: calc(3 * var(--_space));
    min-inline-size: 0;
  }

  .below:focus,
  .import:focus {
    outline: none;
  }

  .below > * {
    min-inline-size: 0;
  }

  .below > :last-child {
    margin-block-end: calc(3 * var(--_space));
  }

  .skeleton {
    block-size: 240px;
    border-radius: var(--_radius);
    background: repeating-linear-gradient(var(--_subtle) 0 59px, var(--_border) 59px 60px);
  }

  .count {
    margin-block-start: calc(2 * var(--_space));
  }

  .import {
    display: grid;
    gap: calc(3 * var(--_space));
  }

  .zone {
    padding: calc(5 * var(--_space)) calc(4 * var(--_space));
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_subtle);
    text-align: center;
  }

  .zone.over {
    border-style: solid;
    border-color: var(--_accent);
  }

  .zone .actions {
    justify-content: center;
    margin-block-start: calc(3 * var(--_space));
  }

  .counts {
    display: grid;
    gap: var(--_space);
    list-style: none;
  }

  .refusals {
    max-block-size: 240px;
    overflow: auto;
    list-style: none;
  }

  .refusals li {
    padding-block: calc(2 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }

  progress {
    display: block;
    inline-size: 100%;
    accent-color: var(--_accent);
  }
`;

export const offlineLicensesStyles: CSSResultGroup = [
  tokens,
  base,
  codeStyles,
  dialogStyles,
  fieldStyles,
  noticeStyles,
  listStyles,
  cardStyles,
  own,
];
