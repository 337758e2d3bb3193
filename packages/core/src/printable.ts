/** Control characters, bidirectional controls, zero-width characters, line separators, lone surrogates. */
const UNSAFE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * Text that comes from outside, made safe to show: composed (NFC), and without the characters that move a
 * cursor, turn the writing direction or cannot be seen. What is signed stays as it is; this is for display.
 */
export function printable(text: string): string {
  return text.normalize('NFC').replace(UNSAFE, '');
}
