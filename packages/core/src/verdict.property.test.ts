import fc from 'fast-check';
import { expect, it } from 'vitest';
import { licenseHeader, requestHeader, signaturesOf, testKey, tokenOf, verifyRaw } from '../testing/keys.js';
import { FULL, KSE_ID, machineIdOf } from '../testing/samples.js';
import { REASONS } from './reason.js';
import { judgeRequest } from './request.js';
import { judgeLicense, withClock, withPossession } from './verdict.js';

const KEY = testKey(1);
const OTHER = testKey(2);

/** Every step of *Verifying*, with its reason, in order. */
const STEPS = [
  [1, 'too-large'],
  [2, 'malformed'],
  [3, 'unsupported'],
  [4, 'unknown-key'],
  [5, 'bad-signature'],
  [6, 'malformed'],
  [7, 'unsupported'],
  [8, 'wrong-product'],
  [9, 'wrong-machine'],
  [10, 'not-yet-valid'],
  [11, 'expired'],
  [12, 'clock-tampered'],
  [13, 'possession-failed'],
] as const;

/** A real license with exactly these faults, judged to the end. */
function judgeWith(faults: ReadonlySet<number>) {
  const header = licenseHeader(faults.has(4) ? OTHER : KEY);
  const claims = { ...FULL, ...(faults.has(6) && { seq: 'one' }), ...(faults.has(7) && { hw: 'x' }) };
  const signer = faults.has(5) ? OTHER : KEY;
  const token = tokenOf(signer, faults.has(3) ? { ...header, typ: 'JWT' } : header, claims);
  const text = `${token}${faults.has(2) ? '=' : ''}${faults.has(1) ? ' '.repeat(8192) : ''}`;
  const question = {
    product: faults.has(8) ? 'ABC' : 'KSE',
    machineId: faults.has(9) ? machineIdOf('KSE') : KSE_ID,
    now: faults.has(10) ? FULL.nbf - 1 : faults.has(11) ? FULL.exp : FULL.iat,
  };
  const verdict = judgeLicense(text, question, signaturesOf(KEY));
  return withPossession(withClock(verdict, !faults.has(12)), !faults.has(13));
}

it('each fault alone gives its own reason, and none gives none', () => {
  for (const [step, reason] of STEPS) expect(judgeWith(new Set([step]))).toMatchObject({ ok: false, reason });
  expect(judgeWith(new Set())).toMatchObject({ ok: true, license: FULL });
});

it('of several faults the first in the normative order is the reason', () => {
  const seen = new Set<string>();
  const faulty = fc.subarray(
    STEPS.map(([step]) => step),
    { minLength: 1 },
  );
  const late = fc.subarray([8, 9, 10, 11, 12, 13] as const, { minLength: 1 });
  fc.assert(
    fc.property(fc.oneof(faulty, late), (faults) => {
      const [first, reason] = STEPS.find(([step]) =>
        faults.includes(step as never),
      ) as (typeof STEPS)[number];
      seen.add(`${first} ${reason}`);
      const verdict = judgeWith(new Set(faults));
      expect(verdict).toMatchObject({ ok: false, reason, checked: { clock: true, possession: true } });
      expect('license' in verdict).toBe(first >= 8);
    }),
    { numRuns: 1000 },
  );
  expect(seen.size).toBe(STEPS.length);
});

/** Signed tokens whose payload is any JSON or a license with something else in one claim. */
const payload = fc.oneof(
  fc.constant(FULL),
  fc.json({ maxDepth: 5 }),
  fc
    .tuple(fc.constantFrom(...Object.keys(FULL)), fc.jsonValue())
    .map(([name, value]) => ({ ...FULL, [name]: value })),
);
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array(),
  payload.map((claims) => tokenOf(KEY, licenseHeader(KEY), claims)),
  fc.tuple(payload, fc.nat(), fc.string({ maxLength: 3 })).map(([claims, at, other]) => {
    const token = tokenOf(KEY, licenseHeader(KEY), claims);
    return token.slice(0, at % token.length) + other + token.slice((at % token.length) + 1);
  }),
);

it('judgeLicense answers whatever it is given with a verdict, and never throws', () => {
  const reasons = new Set<string>();
  fc.assert(
    fc.property(hostile, (input) => {
      const question = { product: 'KSE', machineId: KSE_ID, now: FULL.iat };
      const verdict = judgeLicense(input, question, signaturesOf(KEY));
      reasons.add(verdict.ok ? 'ok' : verdict.reason);
      if (!verdict.ok) expect(REASONS).toContain(verdict.reason);
    }),
    { numRuns: 2000 },
  );
  expect([...reasons]).toEqual(expect.arrayContaining(['ok', 'malformed', 'bad-signature', 'unsupported']));
});

it('judgeRequest answers whatever it is given, and never throws', () => {
  const x = Buffer.from(KEY.bytes).toString('base64url');
  const request = {
    sub: KSE_ID,
    aud: 'KSE',
    iat: 0,
    nonce: 'A'.repeat(22),
    cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x } },
    host: 'x',
  };
  const bent = fc
    .tuple(fc.constantFrom(...Object.keys(request)), fc.jsonValue())
    .map(([name, value]) => tokenOf(KEY, requestHeader(KEY), { ...request, [name]: value }));
  const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') };
    return tokenOf(KEY, requestHeader(KEY), { ...request, cnf: { jwk } });
  });
  const reasons = new Set<string>();
  fc.assert(
    fc.property(
      fc.oneof(hostile, bent, anyKey, fc.constant(tokenOf(KEY, requestHeader(KEY), request))),
      (input) => {
        const read = judgeRequest(input, 'KSE', verifyRaw);
        reasons.add(read.ok ? 'ok' : read.reason);
      },
    ),
    { numRuns: 2000 },
  );
  expect([...reasons]).toEqual(expect.arrayContaining(['ok', 'malformed', 'unknown-key']));
});
