import { css } from 'lit';

/** Machine IDs and other codes. */
export const codeStyles = css`
  .code {
    font: 15px/24px var(--_font-code);
    font-variant-ligatures: none;
    unicode-bidi: isolate;
  }

  .code:has(span) {
    /* One click selects all of it. */
    user-select: all;
  }

  .code span {
    display: inline-block;
    margin-inline-end: 0.6ch;
  }
`;
