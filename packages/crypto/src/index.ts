export { createBatchVerifier, type BatchOptions, type BatchVerifier } from './batch/batch-verifier.js';
export type { EngineBuild, MachineComponents, SignedMessage } from './batch/types.js';
export { signLicense, signRequest } from './issue.js';
export { issuerJwk, KeySet, type IssuerJwk, type Jwks } from './key-set.js';
export { createSigner, type Signer } from './signer.js';
export { verifyLicense, verifyRequest, type VerifyOptions } from './verify.js';
export { verifySignature } from './verify-signature.js';
