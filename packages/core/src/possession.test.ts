import { describe, expect, it } from 'vitest';
import { FULL } from '../testing/samples.js';
import { CHALLENGE_BYTES, possessionMessage } from './possession.js';

describe('possessionMessage', () => {
  it('is label, NUL, jti, NUL, challenge', () => {
    const challenge = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
    const expected = Buffer.concat([Buffer.from(`latchkey/possession/v1\0${FULL.jti}\0`), challenge]);
    expect(Buffer.from(possessionMessage(FULL.jti, challenge))).toEqual(expected);
    expect(CHALLENGE_BYTES).toBe(32);
  });

  it.each([0, 31, 33, 64])('refuses a challenge of %i bytes', (length) => {
    const make = () => possessionMessage(FULL.jti, new Uint8Array(length));
    expect(make).toThrow(RangeError);
    expect(make).toThrow(`challenge must be 32 bytes, got ${length}`);
  });
});
