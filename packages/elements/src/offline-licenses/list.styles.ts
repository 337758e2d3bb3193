import { css } from 'lit';

/** The list. All rows are of one height, which the script sets as `--_row`: where each one is follows from its number. */
export const listStyles = css`
  .scroller {
    position: relative;
    max-block-size: var(--latchkey-list-size, min(600px, 70vh));
    overflow: hidden auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    scroll-padding-block-start: 48px;
    overflow-anchor: none;
  }

  .scroller.stale {
    opacity: 0.6;
    transition: opacity 0s 150ms;
  }

  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    border-block-end: 1px solid var(--_border);
    background: var(--_subtle);
    font-size: 12px;
  }

  .rows {
    position: relative;
    contain: layout style;
  }

  .row {
    display: grid;
    grid-template-columns:
      44px minmax(327px, 350fr) minmax(0, 150fr) minmax(136px, 120fr) repeat(2, minmax(104px, 130fr))
      96px;
    align-items: center;
    inline-size: 100%;
  }

  .rows > .row {
    position: absolute;
    inset-inline: 0;
    block-size: var(--_row);
    border-block-end: 1px solid var(--_border);
    overflow: hidden;
    contain: strict;
  }

  .rows > .row.selected {
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }

  .cell {
    min-inline-size: 0;
    padding-inline: calc(1.5 * var(--_space));
  }

  .rows .cell {
    max-block-size: 40px;
    overflow: hidden;
    font-size: 13px;
    line-height: 20px;
  }

  .rows .cell.state {
    max-block-size: 58px;
  }

  .cell.tick,
  .cell.do {
    padding-inline: 0;
  }

  .rows .cell.do {
    display: flex;
    justify-content: flex-end;
    padding-inline-end: calc(2 * var(--_space));
    overflow: visible;
  }

  .head .do .column {
    display: flex;
    justify-content: flex-end;
    padding-inline-end: calc(3 * var(--_space));
  }

  .hit {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 40px;
    cursor: pointer;
  }

  .hit input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .file {
    display: block;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .rows .code {
    display: block;
    color: var(--_muted);
    font-size: 12px;
    line-height: 20px;
    overflow: hidden;
    white-space: nowrap;
  }

  /* Blocks in a line are slow to lay out, and there are eight in each row. */
  .rows .code span {
    display: inline;
  }

  .button.bare {
    inline-size: 40px;
    padding: 0;
    border-color: transparent;
    background: none;
  }

  .button.bare:hover {
    background: var(--_subtle);
  }

  .rows :focus-visible {
    outline-offset: -2px;
  }

  .sort,
  .column {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: 40px;
    color: var(--_muted);
    font: 500 12px/16px var(--_font);
  }

  .sort {
    min-inline-size: 40px;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }

  .sort:hover,
  [aria-sort$='cending'] > * {
    color: var(--_text);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    max-inline-size: 100%;
    padding: 1px calc(2 * var(--_space)) 1px calc(1.5 * var(--_space));
    border: 1px solid color-mix(in srgb, var(--_tone, var(--_muted)) 40%, var(--_surface));
    border-radius: 12px;
    color: var(--_tone, var(--_muted));
    font: 500 12px/20px var(--_font);
    white-space: nowrap;
  }

  .name {
    display: none;
  }

  .end {
    padding: calc(3 * var(--_space));
  }

  @media (forced-colors: active) {
    .rows > .row.selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .filter[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
