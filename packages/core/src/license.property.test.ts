import { sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonBytes, testKey, verifyRaw } from '../testing/keys.js';
import { deviceIdOf, FULL, machineIdOf } from '../testing/samples.js';
import { decodeToken, joinToken } from './jws.js';
import { encodeLicense, readLicenseClaims, type LicenseClaims } from './license.js';
import { machineIdFromDevice, parseMachineId } from './machine-id.js';
import { encodeRequest, judgeRequest } from './request.js';
import { MAX_TIME } from './time.js';

const KEY = testKey(1);

/** Text that a claim may hold: no control characters, no half surrogate pairs. */
const text = (longest: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: longest })
    .filter((value) => Array.from(value).length <= longest && !/[\0-\x1f]/.test(value));
const maybe = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((x) => (x === undefined ? {} : { [name]: x }));
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const base64url = (length: number) => bytes(length).map((raw) => Buffer.from(raw).toString('base64url'));

/** Every license that can be written, of scheme `os` or `device`. */
const claimsOf = (scheme: 'os' | 'device'): fc.Arbitrary<LicenseClaims> =>
  fc
    .record({
      iss: text(200),
      aud: fc.constantFrom('KSE', 'K1', 'K11', 'ABCDEFGHIJKLMNOP'),
      id: bytes(16),
      jkt: base64url(32),
      iat: fc.nat(MAX_TIME),
      times: fc.uniqueArray(fc.nat(MAX_TIME), { minLength: 2, maxLength: 2 }),
      org: fc.record({ id: text(200), name: text(200) }),
      lic: text(100),
      bound: fc.boolean(),
      more: fc
        .tuple(
          maybe('assignee', text(120)),
          maybe('seq', fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
          maybe(
            'features',
            fc.uniqueArray(text(64), { maxLength: 20 }).map((all) => all.toSorted()),
          ),
        )
        .map((parts): Partial<LicenseClaims> => Object.assign({}, ...parts)),
    })
    .map(({ id, jkt, times, bound, more, ...rest }) => {
      const [nbf, exp] = times.toSorted((a, b) => a - b) as [number, number];
      const sub = scheme === 'os' ? machineIdOf(rest.aud, 0, id) : deviceIdOf(rest.aud, jkt);
      return { ...rest, sub, jti: FULL.jti, nbf, exp, ...more, ...(bound && { cnf: { jkt } }) };
    });
const claims = fc.oneof(claimsOf('os'), claimsOf('device'));

it('every license that can be written is read back, claim by claim', () => {
  fc.assert(
    fc.property(claims, (license) => {
      const token = decodeToken(
        joinToken(encodeLicense(license, KEY.kid), new Uint8Array(64)),
        'license+jwt',
      );
      expect(token).toMatchObject({ ok: true, kid: KEY.kid });
      expect(token.ok && readLicenseClaims(token.payload)).toEqual({ ok: true, license });
    }),
    { numRuns: 1000 },
  );
});

it('every request that can be written and signed is read back', () => {
  const request = fc
    .record({
      sub: bytes(16),
      iat: fc.nat(MAX_TIME),
      nonce: fc.integer({ min: 16, max: 64 }).chain(base64url),
    })
    .map(({ sub, ...rest }) => ({ sub: machineIdOf('KSE', 0, sub), aud: 'KSE', ...rest }));
  const labels = fc.tuple(
    maybe('host', text(200)),
    maybe('account', text(200)),
    maybe('container', fc.constant(true)),
  );
  fc.assert(
    fc.property(request, labels, (plain, parts) => {
      const all = Object.assign({ ...plain }, ...parts);
      const input = encodeRequest(all, KEY.bytes);
      const token = joinToken(input, new Uint8Array(sign(null, input, KEY.privateKey)));
      const x = Buffer.from(KEY.bytes).toString('base64url');
      const cnf = { jwk: { kty: 'OKP', crv: 'Ed25519', x } };
      expect(judgeRequest(token, 'KSE', verifyRaw)).toEqual({
        ok: true,
        request: { ...all, cnf },
        jkt: KEY.kid,
      });
    }),
    { numRuns: 1000 },
  );
});

it('readLicenseClaims answers every byte string, and what it takes it also writes', () => {
  const changed = fc
    .tuple(claimsOf('os'), fc.constantFrom(...Object.keys(FULL)), fc.jsonValue({ maxDepth: 3 }))
    .map(([license, name, value]) => jsonBytes({ ...license, [name]: value }));
  const flipped = fc.tuple(claimsOf('os'), fc.nat(), fc.nat(255)).map(([license, at, byte]) => {
    const payload = jsonBytes(license);
    payload[at % payload.length] = byte;
    return payload;
  });
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array(), fc.json().map(jsonBytes), claimsOf('os').map(jsonBytes), changed, flipped),
      (payload) => {
        const read = readLicenseClaims(payload);
        if (!read.ok) {
          refused++;
          expect(['malformed', 'unsupported']).toContain(read.reason);
          return;
        }
        taken++;
        // A change of one claim may leave an ID of another device key: that is read, and never written.
        const foreign = read.license.cnf !== undefined && !fits(read.license, read.license.cnf.jkt);
        const write = expect(() => encodeLicense(read.license, KEY.kid));
        if (foreign) write.toThrow('another device key');
        else write.not.toThrow();
      },
    ),
    { numRuns: 2000 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(100);
});

function fits({ sub, aud }: LicenseClaims, jkt: string): boolean {
  const id = parseMachineId(sub);
  return !id.ok || id.scheme === 'os' || sub === machineIdFromDevice({ product: aud, jkt });
}
