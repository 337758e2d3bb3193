/** Control characters, lone surrogates, line separators, and all that is invisible: bidi controls, zero width, tags. */
const UNSAFE =
  /[\p{Control}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * Text that comes from outside, made safe to show: composed (NFC), and without the characters that move a
 * cursor, turn the writing direction or cannot be seen. What is signed stays as it is; this is for display.
 */
export function printable(text: string): string {
  // Composed last: what was taken out may have stood between a letter and its accent.
  return text.replace(UNSAFE, '').normalize('NFC');
}
