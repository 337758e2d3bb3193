import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUuidV7, uuidV7 } from './uuid.js';

const RFC_EXAMPLE = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';

describe('uuidV7', () => {
  it('gives the example of RFC 9562 Appendix A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe(RFC_EXAMPLE);
  });

  it.each([
    [0, 0x00, '00000000-0000-7000-8000-000000000000'],
    [2 ** 48 - 1, 0xff, 'ffffffff-ffff-7fff-bfff-ffffffffffff'],
  ])('sets version and variant and nothing else: now %d, random bytes %d', (now, byte, uuid) => {
    expect(uuidV7(now, new Uint8Array(10).fill(byte))).toBe(uuid);
  });

  it.each([-1, 2 ** 48, 0.5, Number.NaN, Infinity])('refuses the time %d', (now) => {
    expect(() => uuidV7(now, new Uint8Array(10))).toThrow(RangeError);
    expect(() => uuidV7(now, new Uint8Array(10))).toThrow(`got ${now}`);
  });

  it.each([0, 9, 11, 16])('refuses %i random bytes', (length) => {
    expect(() => uuidV7(0, new Uint8Array(length))).toThrow(RangeError);
    expect(() => uuidV7(0, new Uint8Array(length))).toThrow(`got ${length}`);
  });

  it('sorts by time and is recognized, whatever the random bytes', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(time, random, time, random, (a, x, b, y) => {
        const [first, second] = [uuidV7(a, x), uuidV7(b, y)];
        expect(isUuidV7(first)).toBe(true);
        expect(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(a);
        if (a < b) expect(first < second).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('isUuidV7', () => {
  it.each<[string, unknown]>([
    ['upper case', RFC_EXAMPLE.toUpperCase()],
    ['version 4', RFC_EXAMPLE.replace('-7cc3', '-4cc3')],
    ['version 8', RFC_EXAMPLE.replace('-7cc3', '-8cc3')],
    ['variant 7', RFC_EXAMPLE.replace('-9', '-7')],
    ['variant c', RFC_EXAMPLE.replace('-9', '-c')],
    ['braces', `{${RFC_EXAMPLE}}`],
    ['no hyphens', RFC_EXAMPLE.replaceAll('-', '')],
    ['a newline at the end', `${RFC_EXAMPLE}\n`],
    ['a digit less', RFC_EXAMPLE.slice(1)],
    ['a letter that is no digit', RFC_EXAMPLE.replace('f', 'g')],
    ['a number', 7],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(isUuidV7(value)).toBe(false);
  });
});
