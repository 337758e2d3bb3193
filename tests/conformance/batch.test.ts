import { setFlagsFromString } from 'node:v8';
import { judgeRead } from '@latchkey/core';
import { createBatchVerifier, KeySet, verifyLicense } from '@latchkey/crypto';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from './corpus.js';

// Node 20 has relaxed SIMD behind a flag; later ones have it, and know the flag no more.
if (process.version.startsWith('v20')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const { vectors, jwks } = loadCorpus();
const keys = KeySet.fromJwks(jwks);
/** Each file as bytes, as text, and as text with nothing around it, which takes the shortest way. */
const forms = vectors.flatMap(({ question, bytes, text }) =>
  [bytes, text, text?.trim()].flatMap((token) => (token === undefined ? [] : [{ question, token }])),
);

describe.each(['fma', 'plain'] as const)('the corpus in one batch, by the build %s', async (build) => {
  const batch = await createBatchVerifier({ build, window: 7 });
  const answers = batch.verifyTokens(
    keys,
    forms.map(({ token }) => token),
  );

  it('runs on that build', () => {
    expect(batch.info.build).toBe(build);
    expect(answers).toHaveLength(forms.length);
    expect(forms.length).toBeGreaterThan(2 * vectors.length);
  });

  it('gives a single license the same verdict', () => {
    for (const { question, bytes } of vectors) {
      const verdict = verifyLicense(bytes, { ...question, keys, engine: batch });
      expect(verdict).toEqual(verifyLicense(bytes, { ...question, keys }));
    }
  });

  it('has the verdicts of the single path, to the letter', () => {
    forms.forEach(({ question, token }, i) => {
      const read = answers[i] as (typeof answers)[number];
      expect(judgeRead(read, question)).toEqual(verifyLicense(token, { ...question, keys }));
    });
  });
});
