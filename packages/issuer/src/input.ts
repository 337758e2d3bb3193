import { LatchkeyError, printable } from '@latchkey/core';

/**
 * Takes a text that people will read: composed (NFC), nothing invisible, 1 to `longest` code points.
 *
 * @throws LatchkeyError `request-invalid`
 */
export function assertText(field: string, text: string, longest: number): void {
  if (text.trim() === text && text !== '' && printable(text) === text && Array.from(text).length <= longest)
    return;
  throw new LatchkeyError(
    'request-invalid',
    `The field ${field} must have 1 to ${longest} characters, none of them invisible, and no spaces around it.`,
    { details: { fields: [field] } },
  );
}

/** @throws LatchkeyError `request-invalid` */
export function refuseField(field: string, why: string): never {
  throw new LatchkeyError('request-invalid', `The field ${field} ${why}`, { details: { fields: [field] } });
}
