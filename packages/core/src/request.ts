import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64url } from './bytes.js';
import { asObject, claimReader, integer, only, text, type ClaimRules } from './claims.js';
import { LatchkeyError } from './errors.js';
import { decode32, publicJwk, thumbprint, type PublicJwk } from './jwk.js';
import { decodeToken, encodeSigningInput } from './jws.js';
import { machineIdFromDevice, parseMachineId } from './machine-id.js';
import { isCanonicalMachineId } from './machine-id-text.js';
import { assertProductCode, isProductCode } from './product.js';
import { refusal, type Refusal } from './reason.js';
import { MAX_TIME } from './time.js';

/**
 * The claims of an activation request: a machine asks for a license and shows the device key it holds.
 * Signed by that key, so it proves possession, not who sent it.
 */
export interface RequestClaims {
  /** Machine ID, canonical. */
  readonly sub: string;
  /** Product code. */
  readonly aud: string;
  /** When it was made, by the machine's own clock. Informative. */
  readonly iat: number;
  /** 16 to 64 random bytes as base64url, so that no two requests are equal. */
  readonly nonce: string;
  /** The public device key (RFC 7800 §3.2). */
  readonly cnf: { readonly jwk: PublicJwk };
  /** What people call the machine. Never part of its ID. */
  readonly host?: string;
  /** The account the request was made from. */
  readonly account?: string;
  /** True where the machine is a container, whose OS ID may not be its own. */
  readonly container?: true;
}

/** A request that holds, with the thumbprint of its key; or why not. */
export type ReadRequest =
  { readonly ok: true; readonly request: RequestClaims; readonly jkt: string } | Refusal;

const RULES: ClaimRules<RequestClaims> = {
  sub: { copy: only(isCanonicalMachineId) },
  aud: { copy: only(isProductCode) },
  iat: { copy: integer(0, MAX_TIME) },
  nonce: { copy: only(isNonce) },
  cnf: { copy: copyKey },
  host: { optional: true, copy: text(200) },
  account: { optional: true, copy: text(200) },
  container: { optional: true, copy: (value) => (value === true ? true : undefined) },
};

const readPayload = claimReader(RULES);

/**
 * Judges an activation request: envelope, claims, the key's own signature, then what it is for. The key comes
 * from the payload, which therefore is read before the signature: it vouches for itself and nothing else.
 *
 * @param product the product code a license is to be issued for, or `any`
 * @param verify the signature check of the crypto layer, key gate included
 * @returns the claims, or a refusal. Never throws because of `input`.
 * @throws LatchkeyError `product-invalid`
 */
export function judgeRequest(
  input: string | Uint8Array,
  product: string,
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean,
): ReadRequest {
  if (product !== 'any') assertProductCode(product);
  const token = decodeToken(input, 'license-request+jwt');
  if (!token.ok) return token;
  const read = readPayload(token.payload);
  if (!read.ok) return read;
  const request = read.claims;
  const publicKey = decode32(request.cnf.jwk.x) as Uint8Array;
  const jkt = thumbprint(publicKey);
  if (token.kid !== jkt)
    return refusal('unknown-key', 'The header kid is not the thumbprint of the key in cnf.');
  if (!verify(publicKey, token.signingInput, token.signature)) {
    return refusal('bad-signature', 'The request is not signed by the key in it.');
  }
  if (product !== 'any' && request.aud !== product) {
    return refusal('wrong-product', `The request is for ${request.aud}, not for ${product}.`);
  }
  return findForeignMachine(request, jkt) ?? { ok: true, request, jkt };
}

/**
 * The bytes a device key signs for an activation request.
 *
 * @param publicKey the device key, 32 bytes
 * @throws LatchkeyError `claims-invalid` where a reader would refuse these claims
 */
export function encodeRequest(claims: Omit<RequestClaims, 'cnf'>, publicKey: Uint8Array): Uint8Array {
  const all: RequestClaims = { ...claims, cnf: { jwk: publicJwk(publicKey) } };
  const read = readPayload(utf8ToBytes(JSON.stringify(all)));
  const kid = thumbprint(publicKey);
  if (!read.ok) throw invalid(read);
  const foreign = findForeignMachine(read.claims, kid);
  if (foreign) throw invalid(foreign);
  // What is signed is the copy that a reader makes: nothing else can get in.
  return encodeSigningInput('license-request+jwt', kid, JSON.stringify(read.claims));
}

function invalid({ detail }: Refusal): LatchkeyError {
  return new LatchkeyError('claims-invalid', `No request was made. ${detail} Correct it and try again.`);
}

/** A machine ID must be for the product; one of scheme `device` must commit to the very key that signs. */
function findForeignMachine({ sub, aud }: RequestClaims, jkt: string): Refusal | undefined {
  const id = parseMachineId(sub, aud);
  if (!id.ok) {
    return id.fault === 'unsupported'
      ? refusal('unsupported', 'The machine ID in sub is of a scheme that is not known yet.')
      : refusal('malformed', 'The machine ID in sub is for another product than aud.');
  }
  if (id.scheme === 'device' && sub !== machineIdFromDevice({ product: aud, jkt })) {
    return refusal('wrong-machine', 'The machine ID in sub does not belong to the key that signed.');
  }
  return undefined;
}

function isNonce(value: unknown): value is string {
  const length = typeof value === 'string' ? (decodeBase64url(value)?.length ?? 0) : 0;
  return length >= 16 && length <= 64;
}

function copyKey(value: unknown): RequestClaims['cnf'] | undefined {
  const { kty, crv, x } = asObject(asObject(value).jwk);
  const key = decode32(x);
  return kty === 'OKP' && crv === 'Ed25519' && key ? Object.freeze({ jwk: publicJwk(key) }) : undefined;
}
