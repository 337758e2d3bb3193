import { DAY, MAX_TIME } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import {
  acceptSigned,
  isSteady,
  laterMarks,
  latestMark,
  NO_MARKS,
  observe,
  toMarks,
  type ClockMarks,
} from './clock-marks.js';

const HOUR = 3600;
const YEAR = 365 * DAY;
/** 2026-07-01T12:00:00Z */
const NOW = 1_782_907_200;
const seen: ClockMarks = { signed: NOW - 10 * DAY, local: NOW };
const at = (text: string) => Date.parse(text) / 1000;

describe('isSteady', () => {
  it.each<[string, ClockMarks, number, boolean]>([
    ['a machine that has seen nothing', NO_MARKS, NOW, true],
    ['a machine that has seen nothing, at 0', NO_MARKS, 0, true],
    ['a machine that has seen nothing, before 1970', NO_MARKS, -1, true],
    ['the same second', seen, NOW, true],
    ['one second on', seen, NOW + 1, true],
    ['one second back', seen, NOW - 1, true],
    ['one hour back', seen, NOW - HOUR, true],
    ['23:59:59 back', seen, NOW - DAY + 1, true],
    ['23:59 back', seen, NOW - DAY + 60, true],
    ['24 hours back', seen, NOW - DAY, true],
    ['24 hours and a millisecond back', seen, NOW - DAY - 0.001, false],
    ['24 hours and a second back', seen, NOW - DAY - 1, false],
    ['25 hours back', seen, NOW - 25 * HOUR, false],
    ['a year back', seen, NOW - YEAR, false],
    ['a year on', seen, NOW + YEAR, true],
    ['back behind the signed mark only', { signed: NOW, local: NOW - 9 * DAY }, NOW - 2 * DAY, false],
    ['back behind the local mark only', { signed: NOW - 9 * DAY, local: NOW }, NOW - 2 * DAY, false],
    ['the year 2099 on', seen, at('2099-01-01T00:00:00Z'), true],
    ['the year 9999', seen, MAX_TIME, true],
    ['the year 10000', seen, MAX_TIME + 1, true],
    ['milliseconds taken for seconds', seen, NOW * 1000, true],
    ['the epoch', seen, 0, false],
    ['before the epoch', seen, -DAY, false],
    ['NaN', seen, Number.NaN, false],
    ['Infinity', seen, Number.POSITIVE_INFINITY, false],
    ['-Infinity', seen, Number.NEGATIVE_INFINITY, false],
    ['NaN on a machine that has seen nothing', NO_MARKS, Number.NaN, false],
    ['Infinity on a machine that has seen nothing', NO_MARKS, Number.POSITIVE_INFINITY, false],
    ['no number at all', NO_MARKS, undefined as unknown as number, false],
    ['2^31 − 1, seen 2^31', { signed: 0, local: 2 ** 31 }, 2 ** 31 - 1, true],
    ['2^31, seen one before', { signed: 0, local: 2 ** 31 - 1 }, 2 ** 31, true],
    ['1901, where 2^31 wrapped round', { signed: 0, local: 2 ** 31 - 1 }, -(2 ** 31), false],
    ['2^32 on', { signed: 0, local: 2 ** 32 - 1 }, 2 ** 32, true],
    [
      '1 March after a leap day',
      { signed: 0, local: at('2028-02-29T23:30:00Z') },
      at('2028-03-01T00:30:00Z'),
      true,
    ],
    [
      '28 February on a leap day',
      { signed: 0, local: at('2028-02-29T12:00:00Z') },
      at('2028-02-28T12:00:00Z'),
      true,
    ],
    [
      '28 February after 1 March 2028',
      { signed: 0, local: at('2028-03-01T12:00:00Z') },
      at('2028-02-28T12:00:00Z'),
      false,
    ],
    [
      '28 February after 1 March 2027',
      { signed: 0, local: at('2027-03-01T12:00:00Z') },
      at('2027-02-28T12:00:00Z'),
      true,
    ],
    [
      'the hour that comes twice in autumn',
      { signed: 0, local: at('2026-10-25T02:59:59+02:00') },
      at('2026-10-25T02:00:00+01:00'),
      true,
    ],
    [
      'the local hour written as UTC',
      { signed: 0, local: at('2026-07-01T12:00:00+14:00') },
      at('2026-07-01T12:00:00-09:00'),
      true,
    ],
    ['a zone of 14 hours taken off', seen, NOW - 14 * HOUR, true],
  ])('with %s', (_, marks, now, steady) => {
    expect(isSteady(marks, now)).toBe(steady);
  });
});

describe('observe', () => {
  it.each<[string, ClockMarks, number, number]>([
    ['goes up', seen, NOW + HOUR, NOW + HOUR],
    ['stays within the tolerance', seen, NOW - HOUR, NOW],
    ['stays where the clock is not believed', seen, NOW - YEAR, NOW],
    ['drops fractions', seen, NOW + 1.999, NOW + 1],
    ['takes the year 9999', seen, MAX_TIME, MAX_TIME],
    ['does not take the year 10000', seen, MAX_TIME + 1, NOW],
    ['does not take milliseconds', seen, NOW * 1000, NOW],
    ['does not take NaN', seen, Number.NaN, NOW],
    ['does not take Infinity', seen, Number.POSITIVE_INFINITY, NOW],
    ['does not go below 0', NO_MARKS, -5, 0],
    ['passes 2^31', { signed: 0, local: 2 ** 31 - 1 }, 2 ** 31, 2 ** 31],
    ['stays where only the signed mark is ahead', { signed: NOW, local: 5 }, NOW - 2 * DAY, 5],
  ])('%s', (_, marks, now, local) => {
    expect(observe(marks, now)).toEqual({ signed: marks.signed, local });
  });
});

describe('acceptSigned', () => {
  it('sets both marks to a newer license', () => {
    expect(acceptSigned(seen, NOW + 1)).toEqual({ signed: NOW + 1, local: NOW + 1 });
    expect(acceptSigned(NO_MARKS, NOW)).toEqual({ signed: NOW, local: NOW });
  });

  it('takes the local mark back, too', () => {
    expect(acceptSigned({ signed: 5, local: MAX_TIME }, NOW)).toEqual({ signed: NOW, local: NOW });
  });

  it.each([0, seen.signed - 1, seen.signed])(
    'changes nothing for a license of %i, which is not newer',
    (iat) => {
      expect(acceptSigned(seen, iat)).toBe(seen);
    },
  );

  it('makes no marks of its own', () => {
    expect(NO_MARKS).toEqual({ signed: 0, local: 0 });
    expect(latestMark({ signed: 3, local: 4 })).toBe(4);
  });
});

describe('the marks in a story', () => {
  it('a clock set a year on and back is refused until a newer license comes', () => {
    let marks = acceptSigned(NO_MARKS, NOW);
    marks = observe(marks, NOW + YEAR);
    expect(isSteady(marks, NOW + HOUR)).toBe(false);
    marks = acceptSigned(marks, NOW);
    expect(isSteady(marks, NOW + HOUR)).toBe(false);
    marks = acceptSigned(marks, NOW + HOUR);
    expect(isSteady(marks, NOW + HOUR)).toBe(true);
    expect(isSteady(marks, NOW - 2 * DAY)).toBe(false);
  });

  it('a clock that creeps back by less than a day at a time gets nowhere', () => {
    let marks = observe(NO_MARKS, NOW);
    for (let i = 1; i <= 10; i++) marks = observe(marks, NOW - i * 23 * HOUR);
    expect(marks.local).toBe(NOW);
    expect(isSteady(marks, NOW - 2 * 23 * HOUR)).toBe(false);
  });

  it('after the way out, an older license does not open it again', () => {
    let marks = acceptSigned(NO_MARKS, NOW);
    marks = observe(marks, NOW + 30 * DAY);
    for (const iat of [NOW, NOW - DAY, NOW - YEAR]) marks = acceptSigned(marks, iat);
    expect(marks).toEqual({ signed: NOW, local: NOW + 30 * DAY });
  });
});

describe('laterMarks', () => {
  it('prefers what was signed later, whatever the local mark says', () => {
    const mistaken = { signed: NOW - DAY, local: NOW + 73 * YEAR };
    const mended = { signed: NOW, local: NOW };
    expect(laterMarks(mistaken, mended)).toEqual(mended);
    expect(laterMarks(mended, mistaken)).toEqual(mended);
  });

  it('takes the later local mark of copies that know the same license', () => {
    const [early, late] = [seen, { ...seen, local: seen.local + 1 }];
    expect(laterMarks(early, late)).toEqual(late);
    expect(laterMarks(late, early)).toEqual(late);
  });
});

describe('toMarks', () => {
  it('takes marks, and nothing else of what is there', () => {
    expect(toMarks({ ...seen, more: 1 })).toEqual(seen);
    expect(toMarks({ signed: 0, local: MAX_TIME })).toEqual({ signed: 0, local: MAX_TIME });
  });

  it.each([
    [undefined],
    [null],
    ['soon'],
    [[NOW, NOW]],
    [{ signed: NOW }],
    [{ signed: NOW, local: -1 }],
    [{ signed: NOW, local: 0.5 }],
    [{ signed: NOW, local: MAX_TIME + 1 }],
    [{ signed: String(NOW), local: NOW }],
    [{ signed: Number.NaN, local: NOW }],
  ])('takes nothing from %j', (value) => {
    expect(toMarks(value)).toBeUndefined();
  });
});
