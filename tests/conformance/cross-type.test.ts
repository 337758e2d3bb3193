import {
  createSigner,
  issuerJwk,
  KeySet,
  signLicense,
  signRequest,
  verifyLicense,
  verifyRequest,
} from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import { claimsOf, DEVICE, DEVICE_MACHINE, ISSUED, PRODUCT, QUESTION } from '../vectors/facts.js';
import { headerOf, partsOf, seal } from '../vectors/token.js';

/**
 * No signed text passes for one of another kind (RFC 8725 §3.11). To leave nothing but the kind to tell them
 * apart, one key signs everything, and verifiers that take a key set trust it.
 */
const signer = await createSigner(DEVICE.seed);
const keys = KeySet.fromJwks({ keys: [issuerJwk(DEVICE.publicKey)] });

const TOKENS = {
  'license+jwt': await signLicense(claimsOf('cross', { sub: DEVICE_MACHINE }), signer),
  'license-request+jwt': await signRequest(
    { sub: DEVICE_MACHINE, aud: PRODUCT, iat: ISSUED, nonce: 'AAECAwQFBgcICQoLDA0ODw' },
    signer,
  ),
};
type Kind = keyof typeof TOKENS;
const KINDS = Object.keys(TOKENS) as Kind[];

const VERIFIERS: Record<Kind, (token: string) => { ok: boolean; reason?: string }> = {
  'license+jwt': (token) =>
    verifyLicense(token, { keys, product: 'any', machineId: 'any', now: QUESTION.now }),
  'license-request+jwt': (token) => verifyRequest(token, { product: 'any' }),
};

/** The payload of a token under another header, with a signature that covers it. */
function relabel(token: string, typ: unknown): string {
  const payload = Buffer.from(partsOf(token)[1], 'base64url');
  return seal({ header: headerOf({ typ }, DEVICE), payload, key: DEVICE });
}

describe('every kind of token, with every verifier', () => {
  for (const kind of KINDS) {
    for (const verifier of KINDS) {
      const passes = kind === verifier;
      it(`${kind} ${passes ? 'passes' : 'does not pass'} the verifier of ${verifier}`, () => {
        const verdict = VERIFIERS[verifier](TOKENS[kind]);
        expect(verdict.ok ? 'ok' : verdict.reason).toBe(passes ? 'ok' : 'unsupported');
      });
    }
  }
});

describe('the contents of one kind, signed under the name of another', () => {
  for (const kind of KINDS) {
    for (const claimed of KINDS.filter((other) => other !== kind)) {
      it(`${kind} that calls itself ${claimed} has not the claims of one`, () => {
        expect(VERIFIERS[claimed](relabel(TOKENS[kind], claimed))).toMatchObject({
          ok: false,
          reason: 'malformed',
        });
      });
    }
  }
});

describe('kinds that no verifier takes', () => {
  const strangers = [
    'license-removal+jwt',
    'trust-bundle+jwt',
    'JWT',
    'jwt',
    'at+jwt',
    'dpop+jwt',
    '',
    null,
    1,
  ];
  it.each(strangers)('%s', (typ) => {
    for (const kind of KINDS) {
      for (const verifier of KINDS) {
        expect(VERIFIERS[verifier](relabel(TOKENS[kind], typ))).toMatchObject({
          ok: false,
          reason: 'unsupported',
        });
      }
    }
  });
});
