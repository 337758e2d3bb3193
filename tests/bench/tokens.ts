import { createBatchVerifier, issuerJwk, KeySet, verifyLicense } from '@latchkey/crypto';
import { importJWK, jwtVerify } from 'jose';
import { cut } from './engine.js';
import { NOW, PRODUCT, PUBLIC_JWK, PUBLIC_KEY, readInput } from './input.js';
import { insist, measure, type Contender } from './measure.js';
import type { SectionResult, Settings } from './report.js';
import { cryptoVerify } from './singles.js';

/** License texts in, strict claims out. `crypto.verify` gets the signed bytes of the same tokens, ready to use. */
export async function benchTokens(settings: Settings): Promise<SectionResult> {
  const input = readInput(settings.input);
  const verifier = await createBatchVerifier();
  const keys = KeySet.fromJwks({ keys: [issuerJwk(PUBLIC_KEY)] });

  const inBulk = (name: string, texts: readonly string[], n: number): Contender => {
    const batches = cut(texts.slice(0, Math.max(n, settings.slice)), n);
    const run = () => {
      for (const batch of batches) insist(verifier.verifyTokens(keys, batch).every(({ ok }) => ok));
    };
    return { name, n, items: batches.flat().length, run };
  };
  const some = input.tokens.slice(0, 128);
  const key = await importJWK({ ...PUBLIC_JWK }, 'EdDSA');
  const options = {
    algorithms: ['EdDSA'],
    typ: 'license+jwt',
    audience: PRODUCT,
    currentDate: new Date(NOW * 1000),
  };
  const jose: Contender = {
    name: 'jose.jwtVerify',
    n: 1,
    items: some.length,
    run: async () => {
      for (const token of some) await jwtVerify(token, key, options);
    },
  };
  const few = some.slice(0, 32);
  const single: Contender = {
    name: 'verifyLicense',
    n: 1,
    items: few.length,
    run: () => {
      const question = { keys, product: PRODUCT, machineId: 'any', now: NOW };
      for (const token of few) insist(verifyLicense(token, question).ok);
    },
  };

  const sizes = settings.sizes.filter((n) => n >= 64);
  const bulk = sizes.map((n) => inBulk('verifyTokens', input.tokens, n));
  // As `signLicense` writes them.
  const files = input.tokens.slice(0, 256).map((token) => `${token}\n`);
  const rows = [
    ...(await measure(
      cryptoVerify(input),
      [...bulk, inBulk('verifyTokens, files with newline', files, 64), jose, single],
      settings,
    )),
    ...(await measure(jose, [inBulk('verifyTokens', input.tokens, 8192)], settings)),
  ];
  return { rows, notes: [`verifyTokens ran on ${verifier.info.build}, w = ${verifier.info.window}.`] };
}
