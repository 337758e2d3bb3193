import { printable } from '@latchkey/core';
import { refuseField } from '../input.js';

const LONGEST = 254;
const SHAPE = /^[^\s@]+@[^\s@]+$/u;

/**
 * An e-mail address as accounts have it: composed (NFC) and in small letters, so that one person does not get two
 * accounts by another spelling. It names a person and receives nothing from here, so its grammar is not judged further.
 *
 * @returns `undefined` for a text that is none
 */
export function readEmail(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  // Composed again: small letters of composed ones may be apart.
  const email = text.normalize('NFC').toLowerCase().normalize('NFC');
  return email.length <= LONGEST && SHAPE.test(email) && printable(email) === email ? email : undefined;
}

/** @throws LatchkeyError `request-invalid`, see {@link readEmail} */
export function requireEmail(text: string): string {
  return (
    readEmail(text) ??
    refuseField(
      'email',
      `must be an e-mail address of at most ${LONGEST} characters, such as ada@example.com.`,
    )
  );
}
