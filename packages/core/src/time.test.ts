import { describe, expect, it } from 'vitest';
import { DAY, isoTime, MAX_TIME } from './time.js';

describe('isoTime', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1_800_000_000, '2027-01-15T08:00:00Z'],
    [1_800_000_000.9, '2027-01-15T08:00:00Z'],
    [2 ** 31, '2038-01-19T03:14:08Z'],
    [1_835_395_200, '2028-02-29T00:00:00Z'],
    [MAX_TIME, '9999-12-31T23:59:59Z'],
  ])('writes %d as %s', (seconds, text) => {
    expect(isoTime(seconds)).toBe(text);
  });

  it('names the last second that RFC 3339 can write', () => {
    expect(isoTime(MAX_TIME + 1)).not.toMatch(/^\d{4}-/);
    expect(DAY).toBe(24 * 60 * 60);
  });
});
