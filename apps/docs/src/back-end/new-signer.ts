import { createSigner, type Signer } from '@latchkey/crypto';

/** A signer with a key of its own, which lives as long as the page. An issuer that is meant seriously keeps its key. */
export function newSigner(): Promise<Signer> {
  return createSigner(crypto.getRandomValues(new Uint8Array(32)));
}
