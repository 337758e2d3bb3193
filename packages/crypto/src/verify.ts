import { judgeLicense, judgeRequest, type Question, type ReadRequest, type Verdict } from '@latchkey/core';
import type { BatchVerifier } from './batch/batch-verifier.js';
import type { KeySet } from './key-set.js';
import { verifySignature } from './verify-signature.js';

export interface VerifyOptions extends Question {
  /** The issuer keys to trust. */
  readonly keys: KeySet;
  /** A batch verifier that runs already: it is quicker for a single signature, too. The verdicts are the same. */
  readonly engine?: Pick<BatchVerifier, 'verify'> | undefined;
}

/**
 * Verifies one license file: steps 1 to 11 of *Verifying* in docs/license-format.md.
 *
 * @param text the file as text or bytes, as received
 * @param options.product product code, or the word `any`; required, as is
 * @param options.machineId machine ID in any spelling, or the word `any`
 * @param options.now seconds since 1970
 * @returns a verdict; `verdict.checked` repeats what it was held against. Clock and device key are not
 *   looked at here: `openLicense` of @latchkey/device does that.
 * @throws TypeError, RangeError or LatchkeyError for options that make no question; never because of `text`
 */
export function verifyLicense(text: string | Uint8Array, options: VerifyOptions): Verdict {
  const { keys, engine } = options;
  return judgeLicense(text, options, { findKey: (kid) => keys.get(kid), verify: signatureCheck(engine) });
}

/** One signature by the engine, where one runs. */
export function signatureCheck(engine: Pick<BatchVerifier, 'verify'> | undefined): typeof verifySignature {
  if (!engine) return verifySignature;
  return (publicKey, message, signature) => engine.verify(publicKey, [{ message, signature }])[0] === 1;
}

/**
 * Verifies an activation request: that its key signed it, and that the machine ID belongs to that key where
 * it is of the scheme `device`. It does not say who sent it.
 *
 * @param product product code, or `any`
 */
export function verifyRequest(text: string | Uint8Array, { product }: { product: string }): ReadRequest {
  return judgeRequest(text, product, verifySignature);
}
