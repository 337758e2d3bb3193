import { css } from 'lit';

/** The list where it is narrow: each row is a card, and the head keeps what sorts. */
export const cardStyles = css`
  .narrow .head .row {
    grid-template-columns: 44px 1fr auto auto;
    gap: calc(2 * var(--_space));
    padding-inline-end: calc(3 * var(--_space));
  }

  .narrow .head :is(.assignee, .state, .do) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .narrow .rows > .row {
    grid-template:
      'tick state do' 44px
      'machine machine machine' 52px
      'assignee assignee assignee' 20px
      'issued issued issued' 20px
      'ends ends ends' 20px / 44px 1fr auto;
    align-content: start;
    align-items: start;
    padding: 6px 0;
  }

  .narrow .rows .cell {
    padding-inline: calc(3 * var(--_space));
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .narrow .rows .tick {
    grid-area: tick;
    padding: 0;
  }

  .narrow .rows .cell.state {
    grid-area: state;
    display: flex;
    flex-direction: column;
    align-items: start;
    align-self: center;
    max-block-size: 44px;
    padding-inline: 0;
    white-space: normal;
  }

  .narrow .rows .do {
    grid-area: do;
    padding-inline: 0 var(--_space);
    max-block-size: none;
  }

  .narrow .rows .machine {
    grid-area: machine;
    max-block-size: none;
  }

  .narrow .rows .code {
    line-height: 16px;
    white-space: normal;
  }

  .narrow .rows .code span {
    display: inline-block;
  }

  .narrow .rows .assignee {
    grid-area: assignee;
  }

  .narrow .rows .issued {
    grid-area: issued;
  }

  .narrow .rows .ends {
    grid-area: ends;
  }

  .narrow .name {
    display: inline;
    color: var(--_muted);
  }
`;
