import { LatchkeyError } from '@latchkey/core';

/** Characters of the machine ID that confirm an irreversible step. */
const LENGTH = 4;

/**
 * What cannot be undone is confirmed with the last four characters of the machine ID: whoever types them has looked.
 *
 * @throws LatchkeyError `confirmation-missing`
 */
export function assertConfirmed(machineId: string, confirmation: string): void {
  if (confirmation.trim().toLowerCase() === machineId.slice(-LENGTH)) return;
  throw new LatchkeyError(
    'confirmation-missing',
    `Nothing was issued. This cannot be undone, so confirm it with the last ${LENGTH} characters of the machine ID.`,
  );
}
