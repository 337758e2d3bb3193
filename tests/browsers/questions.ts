import { readLicense } from '@latchkey/core';
import { KeySet, verifySignature } from '@latchkey/crypto';
import { loadCorpus } from '../conformance/corpus.js';
import { makeCases, makeKeys } from '../engine/cases.js';
import type { Answers, Base64, Questions } from './site/ask.js';

/** The whole corpus, as text where it is text, and random signatures of two keys, half of them changed. */
export function makeQuestions(signatures: number): Questions {
  const { jwks, vectors } = loadCorpus();
  const keys = makeKeys(2);
  const cases = makeCases(keys, signatures);
  return {
    jwks,
    tokens: vectors.map(({ text, bytes }) => (text === undefined ? { bytes: encode(bytes) } : { text })),
    signers: keys.map(({ bytes }, key) => ({
      publicKey: encode(bytes),
      items: cases
        .filter((item) => item.key === key)
        .map(({ message, signature }) => ({ message: encode(message), signature: encode(signature) })),
    })),
  };
}

/** The answers of the single path, which has no engine. */
export function answerSingly({ jwks, tokens, signers }: Questions): Answers {
  const keys = KeySet.fromJwks(jwks);
  const read = (token: string | Uint8Array) =>
    readLicense(token, { findKey: (kid) => keys.get(kid), verify: verifySignature });
  return {
    tokens: tokens.map((token) => JSON.stringify(read('text' in token ? token.text : decode(token.bytes)))),
    verdicts: signers.map(({ publicKey, items }) =>
      items
        .map(({ message, signature }) =>
          Number(verifySignature(decode(publicKey), decode(message), decode(signature))),
        )
        .join(''),
    ),
  };
}

function encode(bytes: Uint8Array): Base64 {
  return Buffer.from(bytes).toString('base64');
}

function decode(base64: Base64): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
