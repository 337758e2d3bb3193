import { describe, expect, it } from 'vitest';
import { FULL } from '../testing/samples.js';
import { DEFAULT_DAYS, endOfDate, freshPeriod, RENEWAL_DAYS, successorPeriod, type Life } from './policy.js';
import { DAY, isoTime, MAX_TIME } from './time.js';

const NOW = 1_800_000_000;
const END = FULL.exp;
const WINDOW = END - 14 * DAY;

const EARLY = 'The license would end before it starts. Choose a later end.';
const LATE = 'The license would end after the year 9999.';
const DAYS = 'The life of a license is 1 to 3660 whole days.';
const fails = (code: string, message: string) =>
  expect.objectContaining({ name: 'LatchkeyError', code, message });

describe('a fresh license', () => {
  it.each<[string, Life, number]>([
    ['60 days where nothing is said', {}, NOW + 60 * DAY],
    ['1 day', { days: 1 }, NOW + DAY],
    ['3660 days', { days: 3660 }, NOW + 3660 * DAY],
    ['the end of the term', { until: NOW + 1000 * DAY }, NOW + 1000 * DAY],
    ['one second', { until: NOW + 1 }, NOW + 1],
    ['days, where they are fewer than the term', { days: 30, until: NOW + 31 * DAY }, NOW + 30 * DAY],
    ['the term, where it ends before the days', { days: 30, until: NOW + 30 * DAY - 1 }, NOW + 30 * DAY - 1],
    ['the last second of the year 9999', { until: MAX_TIME }, MAX_TIME],
  ])('lives %s', (_, life, exp) => {
    expect(freshPeriod(NOW, life)).toEqual({ iat: NOW, nbf: NOW - 300, exp });
  });

  it.each([
    [0, 0],
    [299, 0],
    [300, 0],
    [301, 1],
  ])('issued at second %i reaches back to second %i', (now, nbf) => {
    expect(freshPeriod(now, { days: 1 })).toEqual({ iat: now, nbf, exp: now + DAY });
  });

  it.each<[string, Life, string]>([
    ['0 days', { days: 0 }, DAYS],
    ['3661 days', { days: 3661 }, DAYS],
    ['−1 day', { days: -1 }, DAYS],
    ['half a day', { days: 1.5 }, DAYS],
    ['NaN days', { days: Number.NaN }, DAYS],
    ['endless days', { days: Infinity }, DAYS],
    ['0 days and a term', { days: 0, until: NOW + DAY }, DAYS],
    ['an end that is now', { until: NOW }, EARLY],
    ['an end in the past, although within the drift', { until: NOW - 1 }, EARLY],
    ['an end after the year 9999', { until: MAX_TIME + 1 }, LATE],
  ])('is refused with %s', (_, life, message) => {
    expect(() => freshPeriod(NOW, life)).toThrow(fails('period-invalid', message));
  });

  it('is refused where its days end after the year 9999', () => {
    expect(freshPeriod(MAX_TIME - DAY, { days: 1 }).exp).toBe(MAX_TIME);
    expect(() => freshPeriod(MAX_TIME - DAY + 1, { days: 1 })).toThrow(fails('period-invalid', LATE));
  });

  it('has the documented defaults', () => {
    expect([DEFAULT_DAYS, RENEWAL_DAYS]).toEqual([60, 14]);
  });
});

describe('a successor', () => {
  it.each([
    ['the first second of the window', WINDOW],
    ['the middle', END - 7 * DAY],
    ['the last second', END - 1],
  ])('is made in %s and begins where its predecessor ends', (_, now) => {
    expect(successorPeriod(now, FULL, {})).toEqual({ iat: now, nbf: END, exp: END + 60 * DAY });
  });

  it('counts its days from its start, not from when it is issued', () => {
    expect(successorPeriod(WINDOW, FULL, { days: 1 }).exp).toBe(END + DAY);
    expect(successorPeriod(WINDOW, FULL, { days: 9, until: END + 1 }).exp).toBe(END + 1);
  });

  it.each([
    ['one second before the window', WINDOW - 1],
    ['long before', FULL.iat],
  ])('is refused %s', (_, now) => {
    const message = 'A license can be renewed in its last 14 days only. Try again later.';
    expect(() => successorPeriod(now, FULL, {})).toThrow(fails('not-renewable', message));
  });

  it.each([END, END + 1, END + 365 * DAY])('is refused once the predecessor has ended: at %i', (now) => {
    const message = 'This license has already ended. Issue a fresh one instead.';
    expect(() => successorPeriod(now, FULL, {})).toThrow(fails('not-renewable', message));
  });

  it.each<[string, Life, string]>([
    ['an end at its start', { until: END }, EARLY],
    ['an end before its start, although in the future', { until: WINDOW + 1 }, EARLY],
    ['no days', { days: 0 }, DAYS],
    ['an end after the year 9999', { until: MAX_TIME + 1 }, LATE],
  ])('is refused with %s', (_, life, message) => {
    expect(() => successorPeriod(WINDOW, FULL, life)).toThrow(fails('period-invalid', message));
  });
});

describe('endOfDate', () => {
  it.each([
    ['1970-01-01', '1970-01-02'],
    ['2026-12-31', '2027-01-01'],
    ['2027-02-28', '2027-03-01'],
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2000-02-29', '2000-03-01'],
    ['2400-02-29', '2400-03-01'],
    ['2038-01-19', '2038-01-20'],
    ['9999-12-30', '9999-12-31'],
  ])('%s ends at the midnight, UTC, that begins %s', (date, next) => {
    expect(isoTime(endOfDate(date))).toBe(`${next}T00:00:00Z`);
  });

  it.each([
    '2027-02-29',
    '2100-02-29',
    '2027-02-30',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-01-32',
    '27-01-31',
    '2027-1-31',
    '2027-01-31T00:00:00Z',
    ' 2027-01-31',
    '2027-01-31\n',
    '31.01.2027',
    '2027/01/31',
    '+002027-01-31',
    '٢٠٢٧-٠١-٣١',
    'today',
    '',
  ])('there is no date %j', (date) => {
    const message = 'There is no such date. Write it as 2027-01-31.';
    expect(() => endOfDate(date)).toThrow(fails('period-invalid', message));
  });
});
