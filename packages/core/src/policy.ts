import { LatchkeyError } from './errors.js';
import type { LicenseClaims } from './license.js';
import { DAY, MAX_TIME } from './time.js';

/** Life of an offline license where nothing else is said, in days. */
export const DEFAULT_DAYS = 60;
/** How long before its end a license may get a successor, in days. */
export const RENEWAL_DAYS = 14;
/** How far a fresh license reaches back, in seconds: clocks of issuer and machine drift apart. */
const DRIFT = 300;

/** When an offline license is issued, starts and ends, in seconds since 1970, UTC. */
export interface Period {
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
}

/** How long a license lives: a number of days, the end of the paid term, or whichever of both is earlier. */
export interface Life {
  /** 1 to 3,660 days of 86,400 s. */
  readonly days?: number;
  /** End of the term, in seconds since 1970; for a date see {@link endOfDate}. */
  readonly until?: number;
}

/**
 * The period of a fresh license: from five minutes ago on.
 *
 * @param now seconds since 1970, an integer
 * @throws LatchkeyError `period-invalid` where it would end before it is issued, or after the year 9999
 */
export function freshPeriod(now: number, life: Life): Period {
  return { iat: now, nbf: Math.max(0, now - DRIFT), exp: endOfLife(now, now, life) };
}

/**
 * The period of a successor: it takes over in the second in which its predecessor ends.
 *
 * @throws LatchkeyError `not-renewable` outside the last 14 days of the predecessor, `period-invalid`
 */
export function successorPeriod(now: number, predecessor: Pick<LicenseClaims, 'exp'>, life: Life): Period {
  if (now >= predecessor.exp) {
    throw new LatchkeyError('not-renewable', 'This license has already ended. Issue a fresh one instead.');
  }
  if (now < predecessor.exp - RENEWAL_DAYS * DAY) {
    throw new LatchkeyError(
      'not-renewable',
      `A license can be renewed in its last ${RENEWAL_DAYS} days only. Try again later.`,
    );
  }
  return { iat: now, nbf: predecessor.exp, exp: endOfLife(now, predecessor.exp, life) };
}

/**
 * The end of a calendar date as people mean it: the midnight, UTC, that follows.
 *
 * @param date `YYYY-MM-DD`
 * @throws LatchkeyError `period-invalid` where the calendar has no such day
 */
export function endOfDate(date: string): number {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Some engines roll 30 February over into March: only a date that comes back unchanged exists.
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(date)) {
    throw new LatchkeyError('period-invalid', 'There is no such date. Write it as 2027-01-31.');
  }
  return start / 1000 + DAY;
}

function endOfLife(now: number, start: number, { days, until }: Life): number {
  const limit = days ?? (until === undefined ? DEFAULT_DAYS : undefined);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 3660)) {
    throw new LatchkeyError('period-invalid', 'The life of a license is 1 to 3660 whole days.');
  }
  const exp = Math.min(limit === undefined ? Infinity : start + limit * DAY, until ?? Infinity);
  if (exp <= Math.max(now, start)) {
    throw new LatchkeyError('period-invalid', 'The license would end before it starts. Choose a later end.');
  }
  if (exp > MAX_TIME) throw new LatchkeyError('period-invalid', 'The license would end after the year 9999.');
  return exp;
}
