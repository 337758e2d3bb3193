import { MAX_ASSIGNEE_LENGTH } from '@latchkey/core';
import { assertText } from '../input.js';

/**
 * Takes the name of a person: short enough for the licenses that may be made out to it.
 *
 * @throws LatchkeyError `request-invalid`
 */
export function assertPersonName(name: string): void {
  assertText('name', name, MAX_ASSIGNEE_LENGTH);
}

/** Cuts a name that somebody else keeps, and nobody here can shorten; between characters, never within one. */
export function fitPersonName(name: string): string {
  const all = Array.from(name);
  return all.length <= MAX_ASSIGNEE_LENGTH ? name : all.slice(0, MAX_ASSIGNEE_LENGTH).join('').trimEnd();
}
