import { DAY, MAX_TIME } from '@latchkey/core';

/**
 * The times this machine has seen, in whole seconds since 1970. Two, because they are worth different things:
 * a signed time comes from an issuer; a local one may be a mistake of the clock.
 */
export interface ClockMarks {
  /** Latest `iat` of everything accepted. */
  readonly signed: number;
  /** Latest time of the machine's own clock. */
  readonly local: number;
}

/** Of a machine that has seen nothing. */
export const NO_MARKS: ClockMarks = { signed: 0, local: 0 };

/** How far a clock may go back, in seconds: time zones set wrong, batteries, dual boot. */
const TOLERANCE = DAY;

/** The latest of both marks. */
export function latestMark({ signed, local }: ClockMarks): number {
  return Math.max(signed, local);
}

/**
 * Says whether a clock can be believed: it is not more than 24 hours behind a time that was seen.
 *
 * @param now seconds since 1970; anything that is no finite number is not believed
 */
export function isSteady(marks: ClockMarks, now: number): boolean {
  return Number.isFinite(now) && now >= latestMark(marks) - TOLERANCE;
}

/**
 * The marks after a look at the clock: the local one goes up, never down. A clock that is not believed
 * leaves no mark, nor does a time after the year 9999: no license reaches there, so it is a mistake, such as
 * milliseconds in place of seconds.
 */
export function observe(marks: ClockMarks, now: number): ClockMarks {
  if (!isSteady(marks, now) || now > MAX_TIME) return marks;
  return { signed: marks.signed, local: Math.max(marks.local, Math.floor(now)) };
}

/**
 * The marks after accepting a license. One that was signed later than all before sets *both* marks to its
 * time: the way out for a machine whose clock was far ahead by mistake. One that is not newer, as when an
 * old file is loaded again, changes nothing.
 *
 * @param iat when it was issued, from claims whose signature holds
 */
export function acceptSigned(marks: ClockMarks, iat: number): ClockMarks {
  return iat > marks.signed ? { signed: iat, local: iat } : marks;
}

/**
 * The later of two copies of the marks. More signed is later, whatever the local marks say: the copy with less
 * missed the license that set a mistaken clock right.
 */
export function laterMarks(a: ClockMarks, b: ClockMarks): ClockMarks {
  if (a.signed !== b.signed) return a.signed > b.signed ? a : b;
  return { signed: a.signed, local: Math.max(a.local, b.local) };
}

/** The marks in something that was stored, or `undefined` where it makes no sense. */
export function toMarks(value: unknown): ClockMarks | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { signed, local } = value as Record<string, unknown>;
  return isTime(signed) && isTime(local) ? { signed, local } : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_TIME;
}
