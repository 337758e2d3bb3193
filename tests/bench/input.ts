import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  DAY,
  encodeLicense,
  joinToken,
  machineIdFromOs,
  publicJwk,
  thumbprint,
  uuidV7,
} from '@latchkey/core';
import { toSigned, type Signed } from './engine.js';

/** RFC 8410: what stands before the 32 bytes of a private key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** The issuer. Anybody may know this key: it signs benchmarks and nothing else. */
const PRIVATE_KEY = createPrivateKey({
  key: Buffer.concat([PKCS8, Buffer.from('latchkey benchmark, nothing else')]),
  format: 'der',
  type: 'pkcs8',
});
const SPKI = createPublicKey(PRIVATE_KEY).export({ format: 'der', type: 'spki' });

export const PUBLIC_KEY = Uint8Array.from(SPKI.subarray(-32));
export const PUBLIC_JWK = publicJwk(PUBLIC_KEY);
export const PRODUCT = 'KSE';
/** 2026-11-24T00:00:00Z; a fixed time, so that every run has the same tokens. */
const ISSUED = 1_795_478_400;
/** When they are verified. */
export const NOW = ISSUED + 30 * DAY;

/** Operating system's machine ID and account of a machine. */
export function machine(i: number): { osId: string; account: string } {
  return {
    osId: (0x5eed_0000n + BigInt(i)).toString(16).padStart(32, 'c'),
    account: String(1000 + (i % 500)),
  };
}

/** Writes license files as they are issued, signed by node:crypto for speed; returns their size. */
export function writeInput(file: string, count: number): { characters: number; signedBytes: number } {
  const kid = thumbprint(PUBLIC_KEY);
  const machines = Array.from({ length: 64 }, (_, i) => machineIdFromOs({ ...machine(i), product: PRODUCT }));
  const tokens = Array.from({ length: count }, (_, i) => {
    const signingInput = encodeLicense(claims(i, machines[i % 64] as string), kid);
    return joinToken(signingInput, sign(null, signingInput, PRIVATE_KEY));
  });
  writeFileSync(file, tokens.join('\n'));
  const characters = (tokens[0] as string).length;
  return { characters, signedBytes: characters - 87 };
}

function claims(i: number, sub: string) {
  const random = Buffer.alloc(10);
  random.writeUInt32BE(Math.imul(i, 0x9e3779b1) >>> 0);
  random.writeUInt32BE(i, 4);
  return {
    iss: 'Example Vendor',
    sub,
    aud: PRODUCT,
    jti: uuidV7((ISSUED + i) * 1000, random),
    iat: ISSUED,
    nbf: ISSUED - 300,
    exp: ISSUED + 60 * DAY,
    org: { id: `org-${String(i % 1000).padStart(5, '0')}`, name: 'Example Testing Ltd' },
    lic: 'lic-2026-0417',
  };
}

export interface Input extends Signed {
  /** Kept and used again, as a careful caller does. */
  readonly keyObject: KeyObject;
  readonly tokens: readonly string[];
}

/** Reads the tokens back, the first `count` of them. */
export function readInput(file: string, count?: number): Input {
  const lines = readFileSync(file, 'latin1').split('\n', count);
  // A line is a window into the whole text. Each token gets memory of its own, as if it came from a file of its own.
  const tokens = lines.map((line) => Buffer.from(line, 'latin1').toString('latin1'));
  return {
    publicKey: PUBLIC_KEY,
    keyObject: createPublicKey({ key: { ...PUBLIC_JWK }, format: 'jwk' }),
    tokens,
    items: tokens.map(toSigned),
  };
}
