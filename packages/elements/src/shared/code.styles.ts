import { css } from 'lit';

/** Machine IDs and other codes. One click selects all of a machine ID. */
export const codeStyles = css`
  .code {
    font: 15px/24px var(--_font-code);
    font-variant-ligatures: none;
    unicode-bidi: isolate;
  }

  .code.short {
    white-space: nowrap;
  }

  .code:has(span) {
    user-select: all;
  }

  .code span {
    display: inline-block;
    margin-inline-end: 0.6ch;
  }
`;
