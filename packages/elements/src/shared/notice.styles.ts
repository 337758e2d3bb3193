import { css } from 'lit';

/** A message with an icon: good, warn, bad, or neither. */
export const noticeStyles = css`
  .notice {
    --_tone: var(--_muted);
    display: grid;
    grid-template-columns: 20px 1fr;
    gap: calc(2 * var(--_space)) calc(3 * var(--_space));
    padding: calc(3 * var(--_space)) calc(4 * var(--_space));
    border: 1px solid color-mix(in srgb, var(--_tone) 40%, var(--_surface));
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 7%, var(--_surface));
  }

  .notice > .icon {
    inline-size: 20px;
    block-size: 20px;
    color: var(--_tone);
  }

  .notice > :not(.icon) {
    grid-column: 2;
    min-inline-size: 0;
  }

  .notice > .icon + * {
    grid-row: 1;
  }

  /* The row is as high as a finger; closed, it takes no more room than its text. */
  .notice > details {
    margin-block-start: calc(-2 * var(--_space));
  }

  .notice > details:not([open]) {
    margin-block-end: calc(-2 * var(--_space));
  }

  .notice strong {
    font-weight: 600;
  }

  .good {
    --_tone: var(--_good);
  }

  .warn {
    --_tone: var(--_warn);
  }

  .bad {
    --_tone: var(--_bad);
  }
`;
