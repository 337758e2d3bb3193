import { createHash, createPublicKey, verify as nodeVerify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LatchkeyError, REASONS } from '@latchkey/core';
import { KeySet, verifyLicense, verifySignature, type IssuerJwk } from '@latchkey/crypto';
import { hashes, sign as nobleSign, verify as nobleVerify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { compactVerify, createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { buildCorpus } from '../vectors/corpus.js';
import { VECTORS_DIRECTORY } from '../vectors/directory.js';
import { keyFromLabel, sign } from '../vectors/ed25519.js';
import { loadCorpus, normalize } from './corpus.js';

hashes.sha512 = sha512;

const { vectors, keySets, jwks, files } = loadCorpus();
const keys = KeySet.fromJwks(jwks);
const good = vectors.filter(({ expected }) => expected === 'ok');
const rawKey = (kid: string) => keys.get(kid) as Uint8Array;

/** Signing input, signature and key of a vector whose envelope is sound. */
function signedParts(bytes: Uint8Array) {
  const [head, body, tail] = normalize(bytes).split('.') as [string, string, string];
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
  const bytesOf = (part: string) => new Uint8Array(Buffer.from(part, 'base64url'));
  return {
    message: new Uint8Array(Buffer.from(`${head}.${body}`)),
    signature: bytesOf(tail),
    key: rawKey(kid),
    kid,
  };
}

describe('the corpus', () => {
  it('is what the generator writes, byte for byte', () => {
    for (const [path, bytes] of buildCorpus()) {
      const committed = readFileSync(join(VECTORS_DIRECTORY, path));
      expect(committed.equals(bytes), path).toBe(true);
    }
  });

  it('has a file for each vector, a vector for each file, and none that git has rewritten', () => {
    expect(vectors.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
    for (const { file, bytes, sha256 } of vectors) {
      expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(sha256);
    }
  });

  it('is large, mostly negative, and has no two vectors that ask the same', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(140);
    expect((vectors.length - good.length) / vectors.length).toBeGreaterThanOrEqual(0.7);
    const asked = vectors.map(({ sha256, question }) => `${sha256} ${JSON.stringify(question)}`);
    expect(new Set(asked).size).toBe(vectors.length);
    expect(new Set(vectors.map(({ file }) => file.toLowerCase())).size).toBe(vectors.length);
  });

  it('covers each step from 1 to 11 at least twice, and with it each reason of those steps', () => {
    const expected = ['too-large', 'malformed', 'unsupported', 'unknown-key', 'bad-signature', 'malformed'];
    expected.push('unsupported', 'wrong-product', 'wrong-machine', 'not-yet-valid', 'expired');
    for (const [i, reason] of expected.entries()) {
      const at = vectors.filter(({ step }) => step === i + 1);
      expect(at.length, `step ${i + 1}`).toBeGreaterThanOrEqual(2);
      expect(new Set(at.map((vector) => vector.expected)), `step ${i + 1}`).toEqual(new Set([reason]));
    }
    expect(good.every(({ step }) => step === 0)).toBe(true);
    // What is left over is found by the clock guard and the device key, which no file shows.
    expect(REASONS.filter((reason) => !expected.includes(reason))).toEqual([
      'clock-tampered',
      'possession-failed',
    ]);
  });

  it('is signed as other implementations sign and verify', () => {
    const some = keyFromLabel('some key');
    const text = Buffer.from('some message');
    expect(sign(text, some)).toEqual(nobleSign(text, some.seed));
    for (const { file, bytes } of good) {
      const { message, signature, key } = signedParts(bytes);
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
      const nodeKey = createPublicKey({ key: jwk, format: 'jwk' });
      expect(nodeVerify(null, message, nodeKey, signature), file).toBe(true);
    }
  });

  it('has signatures that the equation with cofactor accepts, where it says so, and only there', () => {
    const flagged = vectors.filter(({ cofactored }) => cofactored);
    expect(flagged.length).toBe(21);
    for (const { file, bytes } of flagged) {
      const { message, signature, key } = signedParts(bytes);
      expect(nobleVerify(signature, message, key, { zip215: true }), file).toBe(true);
      expect(verifySignature(key, message, signature), file).toBe(false);
    }
    for (const { file, bytes } of vectors.filter(({ step, cofactored }) => step === 5 && !cofactored)) {
      const { message, signature, key } = signedParts(bytes);
      const accepted = signature.length === 64 && nobleVerify(signature, message, key, { zip215: true });
      expect(accepted, file).toBe(false);
    }
  });
});

describe.each(vectors)('$file', ({ bytes, text, question, expected, step, claims }) => {
  it(`is ${expected}`, () => {
    const verdict = verifyLicense(bytes, { ...question, keys });
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected);
    // Claims come with a verdict if, and only if, their signature and form hold.
    expect(verdict.license !== undefined).toBe(step === 0 || step >= 8);
    if (claims) expect(verdict.license).toEqual(claims);
    expect(verdict.checked).toMatchObject({ product: question.product, now: question.now });
    if (text !== undefined) expect(verifyLicense(text, { ...question, keys })).toEqual(verdict);
  });
});

describe('jose, an independent library', () => {
  const jwksOfJose = createLocalJWKSet(jwks as JSONWebKeySet);

  it.each(good)('accepts $file', async ({ bytes, question, claims }) => {
    const token = normalize(bytes);
    const { payload } = await compactVerify(token, jwksOfJose);
    const options = { typ: 'license+jwt', algorithms: ['EdDSA'], currentDate: new Date(question.now * 1000) };
    const read = await jwtVerify(token, jwksOfJose, {
      ...options,
      ...(question.product !== 'any' && { audience: question.product }),
    });
    expect(read.payload).toMatchObject(claims as object);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(read.payload);
  });
});

describe('key sets', () => {
  it.each(keySets)('$name: $expected', ({ expected, jwks: value }) => {
    if (expected === 'ok') {
      const entries = (value as { keys: IssuerJwk[] }).keys;
      expect(KeySet.fromJwks(value).kids).toEqual(entries.map(({ kid }) => kid));
    } else {
      expect(() => KeySet.fromJwks(value)).toThrow(
        expect.objectContaining({ name: LatchkeyError.name, code: expected }),
      );
    }
  });

  it('hold the one that the vectors are verified with', () => {
    expect(keySets[0]?.jwks).toEqual(jwks);
  });
});
