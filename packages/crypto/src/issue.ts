import {
  encodeLicense,
  encodeRequest,
  joinToken,
  LatchkeyError,
  type LicenseClaims,
  type RequestClaims,
} from '@latchkey/core';
import type { BatchVerifier } from './batch/batch-verifier.js';
import type { Signer } from './signer.js';
import { signatureCheck } from './verify.js';
import { verifySignature } from './verify-signature.js';

/**
 * Signs an offline license.
 *
 * @param options.engine a batch verifier that runs already: it checks the signature sooner
 * @returns the license file: a compact JWS and a newline
 * @throws LatchkeyError `claims-invalid` where a verifier would refuse the claims, `signing-fault` where the
 *   signer returned a signature that does not verify; nothing is returned then
 */
export function signLicense(
  claims: LicenseClaims,
  signer: Signer,
  { engine }: { engine?: Pick<BatchVerifier, 'verify'> | undefined } = {},
): Promise<string> {
  return sign(encodeLicense(claims, signer.kid), signer, signatureCheck(engine));
}

/**
 * Signs an activation request with the device key.
 *
 * @param claims what the request says; the key is added from the signer
 * @throws LatchkeyError `claims-invalid`, `signing-fault`
 */
export function signRequest(claims: Omit<RequestClaims, 'cnf'>, signer: Signer): Promise<string> {
  return sign(encodeRequest(claims, signer.publicKey), signer);
}

/** A faulty signature can give the key away, and a bad license cannot be called back: verify before emit. */
async function sign(
  signingInput: Uint8Array,
  signer: Signer,
  verify: typeof verifySignature = verifySignature,
): Promise<string> {
  const signature = await signer.sign(signingInput);
  if (!verify(signer.publicKey, signingInput, signature)) {
    throw new LatchkeyError(
      'signing-fault',
      'The signature that was made does not verify, so nothing was issued. Check the machine and the key, then try again.',
    );
  }
  return `${joinToken(signingInput, signature)}\n`;
}
