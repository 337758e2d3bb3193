import type { TemplateResult } from 'lit';

/** A message, or a value inside one: plain text, or what lit can render, such as a date that shows UTC on hover. */
export type Text = string | TemplateResult | readonly Text[];

/**
 * A message with values in it. Never parsed as markup, whoever wrote it.
 *
 * @example say`This license ended on ${date}.`
 */
export function say(strings: TemplateStringsArray, ...values: readonly Text[]): Text {
  return strings.flatMap((text, i): readonly Text[] => {
    const value = values[i];
    return value === undefined ? [text] : [text, value];
  });
}

/** What happened, and what to do next. */
export interface Advice {
  readonly says: Text;
  readonly next: Text;
}
