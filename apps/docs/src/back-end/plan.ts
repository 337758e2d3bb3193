import { DEFAULT_DAYS, freshPeriod, LatchkeyError, type Period, type Problem } from '@latchkey/core';
import type { Entry, Purchase } from './book.js';
import { countSeats, findIneligibility, noSeats } from './rules.js';

/** How long a license of this purchase lives: 60 days, but not beyond the paid term. */
export function lifeOf({ endsAt }: Purchase) {
  return { days: DEFAULT_DAYS, until: endsAt };
}

/**
 * The period of a first license.
 *
 * @throws LatchkeyError `not-eligible`, `term-ahead`, `term-over`, `no-seats`
 */
export function planFirst(purchase: Purchase, entries: readonly Entry[], now: number): Period {
  const why = findIneligibility(purchase, now);
  if (why) throw why;
  if (countSeats(purchase, entries, now).available < 1) throw noSeats(purchase, entries, now);
  return freshPeriod(now, lifeOf(purchase));
}

/** The same, with a refusal as a value. */
export function tryToPlan(
  purchase: Purchase,
  entries: readonly Entry[],
  now: number,
): Period | LatchkeyError {
  try {
    return planFirst(purchase, entries, now);
  } catch (error) {
    if (error instanceof LatchkeyError) return error;
    throw error;
  }
}

/** A refusal as an answer tells it. What is thrown here is always a problem. */
export function problemOf({ code, message }: LatchkeyError): { code: Problem; detail: string } {
  return { code: code as Problem, detail: message };
}

/** Also for what belongs to somebody else: whether it exists is nobody's business. */
export function notFound(what: string): LatchkeyError {
  return new LatchkeyError('not-found', `There is no such ${what}.`);
}
