import { describe, expect, it } from 'vitest';
import { FULL, KSE_ID } from '../testing/samples.js';
import { licenseFileName, successorFileName } from './file-name.js';

describe('license file names', () => {
  it('is product code and machine ID', () => {
    expect(licenseFileName(FULL)).toBe(`KSE_${KSE_ID}.lic`);
  });

  it.each([
    ['2027-01-15', 1_800_000_000],
    ['the second before midnight UTC', 1_799_971_199, '2027-01-14'],
    ['midnight UTC', 1_799_971_200, '2027-01-15'],
    ['a leap day', 1_835_395_200, '2028-02-29'],
    ['the last second of the year 9999', 253_402_300_799, '9999-12-31'],
  ])('names the day on which a successor starts: %s', (name, nbf, day = name) => {
    expect(successorFileName({ ...FULL, nbf })).toBe(`KSE_${KSE_ID}_${day}.lic`);
  });

  it('holds nothing that a file system, a shell or a URL treats specially', () => {
    expect(licenseFileName(FULL)).toMatch(/^[A-Za-z0-9]+_[a-z0-9]+\.lic$/);
    expect(successorFileName(FULL)).toMatch(/^[A-Za-z0-9]+_[a-z0-9]+_[0-9-]+\.lic$/);
  });
});
