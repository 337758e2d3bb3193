import { LatchkeyError, printable } from '@latchkey/core';
import type { z } from 'zod';

/**
 * Reads one field group of a request.
 *
 * @throws LatchkeyError `request-invalid`, whose `details.fields` names each field that does not fit
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap(faultsOf);
  const shown = faults
    .slice(0, MOST)
    .map(({ field, why }) => `${field === '' ? 'The request' : field} ${why}`);
  const more = faults.length > MOST ? [`${faults.length - MOST} more`] : [];
  throw new LatchkeyError(
    'request-invalid',
    `Nothing was done, since the request does not fit: ${[...shown, ...more].join('; ')}. Correct it, then try again.`,
    { details: { fields: [...new Set(faults.map(({ field }) => field))].slice(0, MOST) } },
  );
}

/** Faults that are named; a request can have thousands. */
const MOST = 10;

interface Fault {
  readonly field: string;
  readonly why: string;
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const field = printable(issue.path.map(String).join('.').slice(0, 100));
  if (issue.code === 'unrecognized_keys') {
    const inside = field === '' ? '' : `${field}.`;
    return issue.keys.map((key) => ({ field: `${inside}${printable(key.slice(0, 50))}`, why: 'is unknown' }));
  }
  return [{ field, why: issue.code === 'custom' ? issue.message : 'is missing or does not fit' }];
}
