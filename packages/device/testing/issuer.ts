import { DAY, uuidV7, type LicenseClaims } from '@latchkey/core';
import { createSigner, issuerJwk, KeySet, signLicense } from '@latchkey/crypto';

/** 2026-07-01T00:00:00Z, in seconds. */
export const START = 1_782_864_000;

/** Who issues licenses for the product KSE, with a key of its own. */
export interface Issuer {
  readonly keys: KeySet;
  /** Claims of a license of 60 days from `START`, in force 5 minutes earlier. */
  claims(changes: Partial<LicenseClaims> & Pick<LicenseClaims, 'sub'>): LicenseClaims;
  /** A signed license file. */
  issue(changes: Partial<LicenseClaims> & Pick<LicenseClaims, 'sub'>): Promise<string>;
}

export async function newIssuer(): Promise<Issuer> {
  const signer = await createSigner(randomBytes(32));
  const claims: Issuer['claims'] = (changes) => {
    const iat = changes.iat ?? START;
    return {
      iss: 'https://licenses.example',
      aud: 'KSE',
      jti: uuidV7(iat * 1000, randomBytes(10)),
      iat,
      nbf: iat - 300,
      exp: iat + 60 * DAY,
      org: { id: 'org-7', name: 'Nørdic Ships A/S' },
      lic: 'LIC-2026-0042',
      ...changes,
    };
  };
  return {
    keys: KeySet.fromJwks({ keys: [issuerJwk(signer.publicKey)] }),
    claims,
    issue: (changes) => signLicense(claims(changes), signer),
  };
}

/** Of WebCrypto, so that the same issuer works in Node and in pages. */
function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
