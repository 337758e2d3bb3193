import { thumbprint } from '@latchkey/core';
import { issuerJwk } from '@latchkey/crypto';
import { Point } from '@noble/ed25519';
import { torsionPoint } from './ed25519.js';
import { DEVICE, ISSUER, RETIRED } from './facts.js';
import { base64url, spellLoosely } from './token.js';
import type { KeySetEntry } from './vector.js';

/** The key set that every vector is verified with: keys.json. */
export const JWKS = { keys: [issuerJwk(ISSUER.publicKey), issuerJwk(RETIRED.publicKey)] };

/** Bytes of a public key that a gate must refuse. The kid fits, so nothing else is wrong. */
const unsound = (bytes: string | Uint8Array) => {
  const key = typeof bytes === 'string' ? Buffer.from(bytes, 'hex') : bytes;
  return { keys: [{ ...issuerJwk(ISSUER.publicKey), x: base64url(key), kid: thumbprint(key) }] };
};

/** The usual set with its first entry changed. */
const changed = (changes: Readonly<Record<string, unknown>>) => ({
  keys: [{ ...JWKS.keys[0], ...changes }, JWKS.keys[1]],
});

/** Key sets that load, and key sets with one fault: the whole set is refused then. */
export function keySetEntries(): KeySetEntry[] {
  const [order8, order4, order2] = [torsionPoint(1), torsionPoint(2), torsionPoint(4)];
  const issuer = Point.fromBytes(ISSUER.publicKey);
  const { x, kid } = issuerJwk(ISSUER.publicKey);
  const good: [name: string, fault: string, jwks: unknown][] = [
    ['usual', 'Nothing: the set of keys.json.', JWKS],
    ['one-key', 'The set has one key.', { keys: [JWKS.keys[0]] }],
    [
      'unknown-members',
      'Members that nobody knows are there, which a reader ignores.',
      { ...changed({ x5t: 'a', nbf: 1 }), next: 2 },
    ],
  ];
  const bad: [name: string, fault: string, jwks: unknown][] = [
    ['array', 'The set is a list of keys.', JWKS.keys],
    ['no-list', 'The set is a single key.', JWKS.keys[0]],
    ['empty', 'The set has no key.', { keys: [] }],
    ['entry-null', 'An entry is null.', { keys: [JWKS.keys[0], null] }],
    ['private-key', 'An entry has a member d.', changed({ d: base64url(DEVICE.seed) })],
    ['private-key-null', 'An entry has a member d, though it is null.', changed({ d: null })],
    ['kid-wrong', 'A kid is the thumbprint of another key.', changed({ kid: thumbprint(DEVICE.publicKey) })],
    ['kid-name', 'A kid is a name.', changed({ kid: 'key-1' })],
    ['kid-missing', 'A kid is missing.', changed({ kid: undefined })],
    ['kid-loose', 'The unused bits of a kid are set.', changed({ kid: spellLoosely(kid) })],
    ['key-twice', 'A key is there twice.', { keys: [JWKS.keys[0], JWKS.keys[0]] }],
    ['kty-ec', 'A kty is EC.', changed({ kty: 'EC' })],
    ['crv-x25519', 'A crv is X25519.', changed({ crv: 'X25519' })],
    ['crv-ed448', 'A crv is Ed448.', changed({ crv: 'Ed448' })],
    ['alg-missing', 'An alg is missing.', changed({ alg: undefined })],
    ['alg-ed25519', 'An alg is Ed25519.', changed({ alg: 'Ed25519' })],
    ['use-enc', 'A use is enc.', changed({ use: 'enc' })],
    ['use-missing', 'A use is missing.', changed({ use: undefined })],
    ['x-missing', 'An x is missing.', changed({ x: undefined })],
    ['x-padded', 'An x has padding.', changed({ x: `${x}=` })],
    ['x-loose', 'The unused bits of an x are set.', changed({ x: spellLoosely(x) })],
    ['x-31-bytes', 'An x has 31 bytes.', changed({ x: base64url(ISSUER.publicKey.subarray(1)) })],
    ['identity', 'A key is the identity.', unsound(Point.ZERO.toBytes())],
    ['order-2', 'A key is the point of order 2.', unsound(order2.toBytes())],
    ['order-4', 'A key is a point of order 4.', unsound(order4.toBytes())],
    ['order-8', 'A key is a point of order 8.', unsound(order8.toBytes())],
    ['mixed-order-2', 'A sound key with the point of order 2 added.', unsound(issuer.add(order2).toBytes())],
    ['mixed-order-4', 'A sound key with a point of order 4 added.', unsound(issuer.add(order4).toBytes())],
    ['mixed-order-8', 'A sound key with a point of order 8 added.', unsound(issuer.add(order8).toBytes())],
    ['identity-sign-bit', 'A key is the identity with its sign bit set.', unsound(`01${'00'.repeat(30)}80`)],
    ['identity-plus-p', 'A key is the identity with y written as p + 1.', unsound(`ee${'ff'.repeat(30)}7f`)],
    ['not-canonical', 'A key is written with y = p + 3.', unsound(`f0${'ff'.repeat(30)}7f`)],
    ['not-on-curve', 'A key is y = 2, for which the curve has no point.', unsound(`02${'00'.repeat(31)}`)],
  ];
  return [
    ...good.map(([name, fault, jwks]) => ({ name, fault, expected: 'ok' as const, jwks })),
    ...bad.map(([name, fault, jwks]) => ({ name, fault, expected: 'key-set-invalid' as const, jwks })),
  ];
}
