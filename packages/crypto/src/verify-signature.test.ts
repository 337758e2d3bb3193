import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { verify as nobleVerify, hashes, Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import {
  A,
  bytes32,
  decode,
  type Forgery,
  L,
  littleEndian,
  signUnder,
  signWith,
  smallOrderEncodings,
  smallOrderPoints,
} from '../testing/curve.js';
import vectors from '../testing/rfc8032.json' with { type: 'json' };
import { createSigner } from './signer.js';
import { verifySignature } from './verify-signature.js';

hashes.sha512 = sha512;

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const verify = ({ publicKey, message, signature }: Forgery) => verifySignature(publicKey, message, signature);
/** The verdict of noble, strict or as ZIP 215 has it: what a cofactored verifier would say. */
const noble = ({ publicKey, message, signature }: Forgery, zip215 = false) =>
  nobleVerify(signature, message, publicKey, { zip215 });

/** The verdict of node:crypto, which takes the equation without cofactor and does not look at the key. */
const openssl = ({ publicKey, message, signature }: Forgery) => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return nodeVerify(null, message, key, signature);
};

const R_SCALAR = 0xfedcba0987654321n;
const R = Point.BASE.multiply(R_SCALAR);
const HONEST = signWith(R.toBytes(), R_SCALAR);
const TORSION = smallOrderPoints();
const NAMES = ['identity', 'order 8', 'order 4', 'order 8', 'order 2', 'order 8', 'order 4', 'order 8'];
const NON_ZERO = TORSION.map((point, i) => ({ point, name: `${i} (${NAMES[i]})` })).slice(1);

describe('RFC 8032 §7.1', () => {
  it.each(vectors)('$name: the key, the signature, and no other', async (vector) => {
    const [publicKey, message] = [bytes(vector.publicKey), bytes(vector.message)];
    const signature = bytes(vector.signature);
    const signer = await createSigner(bytes(vector.secretKey));
    expect(signer.publicKey).toEqual(publicKey);
    expect(new Uint8Array(await signer.sign(message))).toEqual(signature);
    expect(verifySignature(publicKey, message, signature)).toBe(true);
    expect(verifySignature(publicKey, Uint8Array.from([...message, 0]), signature)).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      const bent = signature.slice();
      bent[at] = (bent[at] as number) ^ 1;
      expect(verifySignature(publicKey, message, bent)).toBe(false);
    }
  });
});

describe('the points the following tests are made of', () => {
  it('are 8 of small order, encoded in 14 ways', () => {
    expect(new Set(TORSION.map((point) => point.toHex())).size).toBe(8);
    expect(TORSION.every((point) => point.isSmallOrder())).toBe(true);
    const encodings = smallOrderEncodings();
    expect(new Set(encodings.map(String)).size).toBe(14);
    expect(encodings.every((encoding) => decode(encoding, true)?.isSmallOrder())).toBe(true);
    expect(encodings.filter((encoding) => decode(encoding)).length).toBe(8);
  });

  it('sign honestly: with an R as it should be, everybody accepts', () => {
    expect(verify(HONEST)).toBe(true);
    expect(noble(HONEST)).toBe(true);
  });
});

describe('a signature is refused although the equation with cofactor holds', () => {
  it.each(NON_ZERO)('because R has the point of small order $name added', ({ point }) => {
    const forged = signWith(R.add(point).toBytes(), R_SCALAR);
    expect(noble(forged)).toBe(true);
    expect(verify(forged)).toBe(false);
  });

  it.each(NON_ZERO)('because R is the point of small order $name', ({ point }) => {
    const forged = signWith(point.toBytes(), 0n);
    expect(noble(forged)).toBe(true);
    expect(verify(forged)).toBe(false);
  });

  it('because R is the identity: S = k·a holds even without cofactor', () => {
    const forged = signWith(Point.ZERO.toBytes(), 0n);
    expect(noble(forged)).toBe(true);
    expect(verify(forged)).toBe(false);
  });

  it('because R is not canonical: each encoding of a point of small order that RFC 8032 forbids', () => {
    const forbidden = smallOrderEncodings().filter((encoding) => !decode(encoding));
    expect(forbidden).toHaveLength(6);
    for (const encoding of forbidden) {
      const forged = signWith(encoding, 0n);
      expect(noble(forged, true)).toBe(true);
      expect(noble(forged)).toBe(false);
      expect(verify(forged)).toBe(false);
    }
  });
});

describe('a signature is refused because of S', () => {
  const r = HONEST.signature.subarray(0, 32);
  const s = littleEndian(HONEST.signature.subarray(32));
  const withS = (value: bigint): Forgery => ({
    ...HONEST,
    signature: Uint8Array.from([...r, ...bytes32(value)]),
  });

  it('which is the right one only as it is', () => {
    expect(verify(withS(s))).toBe(true);
  });

  it.each([
    ['S + L', s + L],
    ['S + 2·L', s + 2n * L],
    ['S + 15·L', s + 15n * L < 2n ** 256n ? s + 15n * L : s + 14n * L],
    ['L', L],
    ['L − 1', L - 1n],
    ['L + 1', L + 1n],
    ['0', 0n],
    ['−S', L - s],
    ['S + 1', s + 1n],
    ['S − 1', s - 1n],
    ['S with its top bit set', s | (1n << 255n)],
    ['S + 2^253', s + 2n ** 253n],
    ['2^256 − 1', 2n ** 256n - 1n],
  ])('%s', (_, value) => {
    expect(verify(withS(value))).toBe(false);
  });
});

describe('a signature is refused because of its key, although the equation holds without cofactor', () => {
  it('with a sound key everybody accepts it', () => {
    const sound = signUnder(Point.BASE.multiply(A).toBytes(), A);
    expect(openssl(sound)).toBe(true);
    expect(verify(sound)).toBe(true);
  });

  it('which is one of the 14 encodings of a point of small order', () => {
    for (const publicKey of smallOrderEncodings()) {
      const forged = signUnder(publicKey, 0n);
      expect(openssl(forged)).toBe(true);
      expect(noble(forged, true)).toBe(true);
      expect(verify(forged)).toBe(false);
    }
  });

  it.each(NON_ZERO)('which is of mixed order: the point $name was added', ({ point }) => {
    const forged = signUnder(Point.BASE.multiply(A).add(point).toBytes(), A);
    expect(openssl(forged)).toBe(true);
    expect(noble(forged)).toBe(true);
    expect(verify(forged)).toBe(false);
  });
});

describe('a signature is refused, and nothing is thrown, because of lengths and types', () => {
  const { publicKey, message, signature } = HONEST;

  it.each([0, 1, 31, 33, 64])('a key of %i bytes', (length) => {
    const other = new Uint8Array(length);
    other.set(publicKey.subarray(0, length));
    expect(verifySignature(other, message, signature)).toBe(false);
  });

  it.each([0, 1, 32, 63, 65, 128])('a signature of %i bytes', (length) => {
    const other = new Uint8Array(length);
    other.set(signature.subarray(0, length));
    expect(verifySignature(publicKey, message, other)).toBe(false);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 64],
    ['hexadecimal text', Buffer.from(signature).toString('hex')],
    ['an array', [...signature]],
    ['an object with a length', { length: 64 }],
    ['an ArrayBuffer', signature.buffer],
    ['words of 16 bits', new Uint16Array(64)],
    ['clamped bytes', new Uint8ClampedArray(signature)],
  ])('%s', (_, value) => {
    expect(verifySignature(value as Uint8Array, message, signature)).toBe(false);
    expect(verifySignature(publicKey, value as Uint8Array, signature)).toBe(false);
    expect(verifySignature(publicKey, message, value as Uint8Array)).toBe(false);
  });

  it('but a Buffer and a view into a larger memory are bytes like any other', () => {
    const view = (part: Uint8Array) => Uint8Array.from([9, ...part, 9]).subarray(1, part.length + 1);
    expect(verifySignature(Buffer.from(publicKey), Buffer.from(message), Buffer.from(signature))).toBe(true);
    expect(verifySignature(view(publicKey), view(message), view(signature))).toBe(true);
  });

  it('and no argument is changed', () => {
    const copies = [publicKey, message, signature].map((part) => part.slice());
    expect(verify(HONEST)).toBe(true);
    expect([publicKey, message, signature]).toEqual(copies);
  });
});

it('a message may have any length', async () => {
  const signer = await createSigner(new Uint8Array(32).fill(5));
  for (const length of [0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 8192, 1_000_000]) {
    const message = new Uint8Array(length).fill(7);
    const signature = await signer.sign(message);
    expect(verifySignature(signer.publicKey, message, signature)).toBe(true);
    expect(
      verifySignature(signer.publicKey, Uint8Array.from([...message.subarray(1), 1, 2]), signature),
    ).toBe(false);
  }
});
