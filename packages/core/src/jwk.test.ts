import { describe, expect, it } from 'vitest';
import { testKey } from '../testing/keys.js';
import { decode32, publicJwk, thumbprint } from './jwk.js';

/** RFC 8037 Appendix A.2 and A.3. */
const RFC_X = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const RFC_THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';

describe('thumbprint', () => {
  it('gives the value of RFC 8037 Appendix A.3', () => {
    const key = new Uint8Array(Buffer.from(RFC_X, 'base64url'));
    expect(publicJwk(key)).toEqual({ kty: 'OKP', crv: 'Ed25519', x: RFC_X });
    expect(thumbprint(key)).toBe(RFC_THUMBPRINT);
  });

  it.each([1, 2, 3, 200])('agrees with node:crypto for key %i', (seed) => {
    const key = testKey(seed);
    expect(thumbprint(key.bytes)).toBe(key.kid);
  });
});

describe('decode32', () => {
  it('reads 43 characters as 32 bytes', () => {
    expect(decode32(RFC_X)).toEqual(new Uint8Array(Buffer.from(RFC_X, 'base64url')));
  });

  it.each<[string, unknown]>([
    ['42 characters', RFC_X.slice(1)],
    ['44 characters', `${RFC_X}A`],
    ['padding', `${RFC_X}=`],
    ['unused bits that are not zero', `${RFC_X.slice(0, 42)}p`],
    ['a character outside the alphabet', `${RFC_X.slice(0, 42)}+`],
    ['a number', 43],
    ['an array of 43 letters', Array.from(RFC_X)],
    ['nothing', undefined],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(decode32(value)).toBeUndefined();
  });
});
