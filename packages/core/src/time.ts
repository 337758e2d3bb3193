/** A day of 86,400 seconds. Leap seconds and daylight saving do not exist here. */
export const DAY = 86_400;

/** Latest time a token may name: 9999-12-31T23:59:59Z, the last one RFC 3339 can write. */
export const MAX_TIME = 253_402_300_799;

/** A time in seconds since 1970 as RFC 3339 text in UTC, without fractions. */
export function isoTime(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
