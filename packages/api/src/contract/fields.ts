import { MAX_ASSIGNEE_LENGTH, MAX_TIME, printable } from '@latchkey/core';
import { z } from 'zod';

/** Seconds since 1970, UTC. */
export const time = z.int().min(0).max(MAX_TIME).meta({ description: 'Whole seconds since 1970, UTC.' });

/**
 * How something is called in a path or another field. What names nothing is not found, however it is spelled; control
 * characters are in no ID, and PostgreSQL would fail on one of them.
 */
export const id = z
  .string()
  .min(1)
  .max(100)
  .refine((value) => !/\p{Control}/u.test(value), { error: 'must hold no control characters' });

/** A count, or a number of a chain. */
export const count = z.int().min(0);

/** Text that people read: composed (NFC), nothing invisible, no spaces around it, 1 to `longest` code points. */
export function text(longest: number): z.ZodString {
  return z
    .string()
    .refine((value) => isText(value, longest), {
      error: `must have 1 to ${longest} characters, none of them invisible, and no spaces around it`,
    })
    .meta({ minLength: 1, maxLength: longest });
}

/** What a person is called, in accounts as in licenses. */
export const personName = text(MAX_ASSIGNEE_LENGTH);

export const email = z.string().min(3).max(254);
export const password = z.string().min(1).max(200);
/** An opaque secret that the service handed out. */
export const secret = z.string().min(1).max(200);

/** Which page of a list; `next` of the page before. */
export const cursor = z.string().min(1).max(500).meta({ description: '`next` of the page before.' });

/** How many rows a page has. */
export const limit = wholeNumber(1, 200).meta({ description: 'Rows of a page; 50 as it is.' });

/** A whole number in a query, where everything is text. */
function wholeNumber(min: number, max: number): z.ZodType<number, number> {
  const read = (value: unknown) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return z.preprocess(read, z.int().min(min).max(max)) as z.ZodType<number, number>;
}

/** `true` or `false` in a query. */
export function flag(): z.ZodType<boolean, boolean> {
  const read = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value);
  return z.preprocess(read, z.boolean()) as z.ZodType<boolean, boolean>;
}

function isText(value: string, longest: number): boolean {
  const isPlain = value !== '' && value.trim() === value && printable(value) === value;
  return isPlain && Array.from(value).length <= longest;
}
