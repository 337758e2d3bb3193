import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { fromLittleEndian, L, replaceS, sign } from '../ed25519.js';
import { claimsOf, END, RETIRED, START, STRANGER } from '../facts.js';
import { base64url, forged, headerOf, partsOf, PLAIN, respell, seal, type Forge } from '../token.js';
import { refused, type Draft } from '../vector.js';
import { specialSignatures } from './special-signatures.js';

const [head, body, tail] = partsOf(PLAIN);

/** Step 5: the parts do not belong together. */
const mixed = (): Draft[] => {
  const other = partsOf(seal({ payload: claimsOf('other license', { exp: END + 1 }) }));
  const { alg, kid, typ } = headerOf();
  const turned = base64url(Buffer.from(JSON.stringify({ kid, alg, typ })));
  const edited = (from: string, to: string) =>
    `${head}.${base64url(Buffer.from(respell(claimsOf('plain'), from, to)))}.${tail}\n`;
  const [nbfExp, expNbf] = [`"nbf":${START},"exp":${END}`, `"exp":${END},"nbf":${START}`];
  const retired = base64url(Buffer.from(JSON.stringify(headerOf({}, RETIRED))));
  return refused('bad-signature', 5, [
    [
      'payload-of-another',
      'The payload is that of another license of the same issuer.',
      `${head}.${other[1]}.${tail}\n`,
    ],
    [
      'of-another',
      'The signature is that of another license of the same issuer.',
      `${head}.${body}.${other[2]}\n`,
    ],
    [
      'header-turned-round',
      'The members of the header were put in another order after signing.',
      `${turned}.${body}.${tail}\n`,
    ],
    ['header-of-retired-key', 'The header names the other key of the set.', `${retired}.${body}.${tail}\n`],
    ['exp-prolonged', 'A digit of exp was raised.', edited(`"exp":${END}`, `"exp":${END + 10_000_000}`)],
    ['nbf-one-bit', 'One bit of a digit of nbf is flipped.', edited(`"nbf":${START}`, `"nbf":${START ^ 1}`)],
    ['org-one-letter', 'One letter of a name was changed.', edited('Example Testing', 'Example Texting')],
    ['claim-added', 'A claim was added that a reader ignores.', edited('{"iss"', '{"note":1,"iss"')],
    ['claims-reordered', 'Two claims changed places.', edited(nbfExp, expNbf)],
    [
      'signed-by-stranger',
      'A key that is not in the set signed under the kid of one that is.',
      seal({ header: headerOf(), payload: claimsOf('forged'), key: STRANGER }),
    ],
    [
      'signed-by-retired-key',
      'The other key of the set signed.',
      seal({ header: headerOf(), payload: claimsOf('forged'), key: RETIRED }),
    ],
  ]);
};

/** Step 5: an honest signature of something else than header, dot and payload. */
const otherMessages = (): Draft[] => {
  const part = (i: 0 | 1) => (input: Uint8Array) =>
    Buffer.from(Buffer.from(input).toString().split('.')[i] ?? '');
  const of =
    (message: (input: Uint8Array) => Uint8Array): Forge =>
    (input, key) =>
      sign(message(input), key);
  const decoded = (input: Uint8Array) => Buffer.from(part(1)(input).toString(), 'base64url');
  const dom = (flag: number, context: string) =>
    Buffer.from(
      `SigEd25519 no Ed25519 collisions${String.fromCharCode(flag, context.length)}${context}`,
      'latin1',
    );
  return refused('bad-signature', 5, [
    ['over-payload-only', 'The signature covers the payload part alone.', forged(of(part(1)))],
    ['over-header-only', 'The signature covers the header part alone.', forged(of(part(0)))],
    ['over-decoded-payload', 'The signature covers the JSON of the payload.', forged(of(decoded))],
    [
      'over-newline-too',
      'The signature covers a newline at the end of the signed text.',
      forged(of((input) => concatBytes(input, Buffer.from('\n')))),
    ],
    ['over-nothing', 'The signature covers the empty text.', forged(of(() => new Uint8Array()))],
    [
      'ed25519ph',
      'The signature is Ed25519ph, over the hash of the text.',
      forged((input, key) => sign(sha512(input), key, dom(1, ''))),
    ],
    [
      'ed25519ctx',
      'The signature is Ed25519ctx, with a context.',
      forged((input, key) => sign(input, key, dom(0, 'latchkey'))),
    ],
    ['over-hash', 'The signature covers the SHA-512 of the text.', forged(of((input) => sha512(input)))],
  ]);
};

/** Step 5: bits and bytes of the 64. */
const damaged = (): Draft[] => {
  const flip =
    (byte: number, bit: number): Forge =>
    (input, key) =>
      sign(input, key).map((value, i) => (i === byte ? value ^ (1 << bit) : value));
  const reworked =
    (rework: (signature: Uint8Array) => Uint8Array): Forge =>
    (input, key) =>
      rework(sign(input, key));
  return refused('bad-signature', 5, [
    ['flip-first-bit-of-r', 'The lowest bit of the first byte of R is flipped.', forged(flip(0, 0))],
    ['flip-middle-of-r', 'A bit in the middle of R is flipped.', forged(flip(16, 3))],
    ['flip-sign-of-r', 'The sign bit of R is flipped.', forged(flip(31, 7))],
    ['flip-first-bit-of-s', 'The lowest bit of S is flipped.', forged(flip(32, 0))],
    ['flip-middle-of-s', 'A bit in the middle of S is flipped.', forged(flip(48, 4))],
    ['flip-bit-252-of-s', 'Bit 252 of S is flipped.', forged(flip(63, 4))],
    ['flip-bit-253-of-s', 'Bit 253 of S is set.', forged(flip(63, 5))],
    ['flip-top-bit-of-s', 'The highest bit of S is set.', forged(flip(63, 7))],
    ['empty', 'The signature is empty.', forged(() => new Uint8Array())],
    ['one-byte', 'The signature is one byte.', forged(reworked((s) => s.subarray(0, 1)))],
    ['only-r', 'The signature ends after R.', forged(reworked((s) => s.subarray(0, 32)))],
    ['63-bytes', 'The last byte of the signature is missing.', forged(reworked((s) => s.subarray(0, 63)))],
    [
      '65-bytes-zero',
      'A zero byte stands after the signature.',
      forged(reworked((s) => concatBytes(s, Uint8Array.of(0)))),
    ],
    [
      '65-bytes-zero-in-front',
      'A zero byte stands before the signature.',
      forged(reworked((s) => concatBytes(Uint8Array.of(0), s))),
    ],
    ['twice', 'The signature stands there twice.', forged(reworked((s) => concatBytes(s, s)))],
    [
      'with-message',
      'The signed text stands after the signature, as some libraries write it.',
      forged((input, key) => concatBytes(sign(input, key), input)),
    ],
    [
      'halves-swapped',
      'S stands before R.',
      forged(reworked((s) => concatBytes(s.subarray(32), s.subarray(0, 32)))),
    ],
    [
      's-big-endian',
      'S is big-endian.',
      forged(reworked((s) => concatBytes(s.subarray(0, 32), s.subarray(32).toReversed()))),
    ],
    [
      'negated-s',
      'S is L − S, and R is unchanged.',
      forged(reworked((s) => replaceS(s, L - fromLittleEndian(s.subarray(32))))),
    ],
    ['all-zero', 'All 64 bytes are zero.', forged(() => new Uint8Array(64))],
    ['all-ff', 'All 64 bytes are FF.', forged(() => new Uint8Array(64).fill(0xff))],
    [
      'base64-of-base64',
      'The signature was encoded twice.',
      forged((input, key) => Buffer.from(base64url(sign(input, key)))),
    ],
    [
      'ecdsa',
      'The signature looks like one of ECDSA, in DER.',
      forged(() => Buffer.from(`3045022100${'ab'.repeat(32)}0220${'5a'.repeat(32)}`, 'hex')),
    ],
  ]);
};

export const signatureVectors = (): Draft[] =>
  [...mixed(), ...otherMessages(), ...damaged(), ...specialSignatures()].map((draft) => ({
    ...draft,
    name: `signature-${draft.name}`,
  }));
