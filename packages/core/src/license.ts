import { utf8ToBytes } from '@noble/hashes/utils.js';
import { MAX_ASSIGNEE_LENGTH } from './assignee.js';
import {
  asObject,
  claimReader,
  integer,
  malformedClaim,
  member,
  only,
  text,
  type ClaimRules,
} from './claims.js';
import { LatchkeyError } from './errors.js';
import { decode32 } from './jwk.js';
import { encodeSigningInput, MAX_TOKEN_BYTES } from './jws.js';
import { machineIdFromDevice, parseMachineId } from './machine-id.js';
import { isCanonicalMachineId } from './machine-id-text.js';
import { isProductCode } from './product.js';
import { refusal, type Refusal } from './reason.js';
import { decodeUtf8, type JsonObject } from './strict-json.js';
import { MAX_TIME } from './time.js';
import { readUsualLicense } from './usual-license.js';
import { isUuidV7 } from './uuid.js';

/** The claims of an offline license (docs/license-format.md, *Claims*). Times are seconds since 1970, UTC. */
export interface LicenseClaims {
  /** Issuer. */
  readonly iss: string;
  /** Machine ID, canonical. */
  readonly sub: string;
  /** Product code. */
  readonly aud: string;
  /** Name of this offline license: a UUID of version 7. */
  readonly jti: string;
  /** When it was issued. */
  readonly iat: number;
  /** In force from this second on. */
  readonly nbf: number;
  /** No longer in force from this second on. */
  readonly exp: number;
  /** The organization that holds it. */
  readonly org: { readonly id: string; readonly name: string };
  /** The purchased license whose seat it uses. */
  readonly lic: string;
  /** The person it is for. */
  readonly assignee?: string;
  /** Serial number within the organization, written by a ledger only. */
  readonly seq?: number;
  /** Entitlements, sorted and unique. */
  readonly features?: readonly string[];
  /** RFC 7638 thumbprint of the device key that has to be shown (RFC 7800, RFC 9449 §6.1). */
  readonly cnf?: { readonly jkt: string };
}

/** Claims that hold, or the reason why not. */
export type ReadClaims = { readonly ok: true; readonly license: LicenseClaims } | Refusal;

/** Claims of later versions that restrict: who does not know how to enforce them must refuse. */
const RESERVED = ['hw', 'status'];

/** What joins the signing input in a license file: a dot, 64 bytes as base64url, a newline. */
const SIGNATURE_AND_NEWLINE = 1 + 86 + 1;

const organizationText = text(200);
const featureText = text(64);

const RULES: ClaimRules<LicenseClaims> = {
  iss: { copy: text(200) },
  // Its spelling is judged below, together with its scheme.
  sub: { copy: text(100) },
  aud: { copy: only(isProductCode) },
  jti: { copy: only(isUuidV7) },
  iat: { copy: integer(0, MAX_TIME) },
  nbf: { copy: integer(0, MAX_TIME) },
  exp: { copy: integer(0, MAX_TIME) },
  org: { copy: copyOrganization },
  lic: { copy: text(100) },
  assignee: { optional: true, copy: text(MAX_ASSIGNEE_LENGTH) },
  seq: { optional: true, copy: integer(1, Number.MAX_SAFE_INTEGER) },
  features: { optional: true, copy: copyFeatures },
  cnf: { optional: true, copy: copyConfirmation },
};

const readPayload = claimReader(RULES);

/**
 * Reads the payload of a license whose signature holds (steps 6 and 7 of *Verifying*). Every value is copied
 * field by field into a new frozen object. Unknown claims are ignored (RFC 7519 §4); a claim that restricts
 * and cannot be enforced is refused, never skipped.
 *
 * @returns the claims, or a refusal: `malformed` or `unsupported`
 */
export function readLicenseClaims(payload: Uint8Array): ReadClaims {
  const written = decodeUtf8(payload);
  const usual = written === undefined ? undefined : readUsualLicense(written);
  return usual ? { ok: true, license: usual } : readAnyLicense(payload);
}

/** The long way: any spelling, and the reason where there is one. */
export function readAnyLicense(payload: Uint8Array): ReadClaims {
  const read = readPayload(payload);
  if (!read.ok) return read;
  const license = read.claims;
  const id = parseMachineId(license.sub, license.aud);
  if (!(id.ok && id.text === license.sub)) {
    if (!isCanonicalMachineId(license.sub)) return malformedClaim('sub');
    if (id.ok || id.fault !== 'unsupported') {
      return refusal('malformed', 'The machine ID in sub is for another product than aud.');
    }
  }
  if (license.nbf >= license.exp) return refusal('malformed', 'The claim nbf is not before exp.');
  const why = findUnenforceable(read.json);
  if (why) return why;
  if (!id.ok) return refusal('unsupported', 'The machine ID in sub is of a scheme that is not known yet.');
  return { ok: true, license };
}

/**
 * The bytes to sign for a license. Claims are written in the order of {@link LicenseClaims}, so equal claims
 * give equal bytes.
 *
 * @param kid RFC 7638 thumbprint of the issuer key
 * @throws LatchkeyError `claims-invalid` where a reader would refuse these claims
 */
export function encodeLicense(claims: LicenseClaims, kid: string): Uint8Array {
  // What is signed is the copy that a reader makes: nothing else can get in.
  const read = readLicenseClaims(utf8ToBytes(JSON.stringify(claims)));
  if (!read.ok) throw invalid(`${read.detail} Correct it and try again.`);
  if (isForeignKey(read.license))
    throw invalid('The machine ID in sub belongs to another device key than cnf.');
  const signingInput = encodeSigningInput('license+jwt', kid, JSON.stringify(read.license));
  if (signingInput.length + SIGNATURE_AND_NEWLINE > MAX_TOKEN_BYTES) {
    throw invalid(`It would be larger than ${MAX_TOKEN_BYTES} bytes. Use fewer or shorter features.`);
  }
  return signingInput;
}

function invalid(detail: string): LatchkeyError {
  return new LatchkeyError('claims-invalid', `No license was made. ${detail}`);
}

/** Such a license could never be used: no device can show both keys. */
function isForeignKey({ sub, aud, cnf }: LicenseClaims): boolean {
  const id = parseMachineId(sub);
  const ofDevice = cnf !== undefined && id.ok && id.scheme === 'device';
  return ofDevice && sub !== machineIdFromDevice({ product: aud, jkt: cnf.jkt });
}

function findUnenforceable(json: JsonObject): Refusal | undefined {
  for (const name of RESERVED) {
    if (member(json, name) !== undefined)
      return refusal('unsupported', `The claim ${name} cannot be enforced yet.`);
  }
  const confirmation = member(json, 'cnf');
  if (confirmation !== undefined && Object.keys(confirmation as object).join() !== 'jkt') {
    return refusal('unsupported', 'The claim cnf asks for a proof other than jkt.');
  }
  return undefined;
}

function copyOrganization(value: unknown): LicenseClaims['org'] | undefined {
  const json = asObject(value);
  const id = organizationText(json.id);
  const name = organizationText(json.name);
  return id === undefined || name === undefined ? undefined : Object.freeze({ id, name });
}

function copyFeatures(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > 64) return undefined;
  const fits = value.every(
    (feature, i) => featureText(feature) !== undefined && (i === 0 || value[i - 1] < feature),
  );
  return fits ? Object.freeze([...(value as string[])]) : undefined;
}

/** A `cnf` with other members than `jkt` is well-formed, and judged later as `unsupported`. */
function copyConfirmation(value: unknown): { jkt?: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const jkt = member(value as JsonObject, 'jkt');
  if (jkt === undefined) return {};
  return decode32(jkt) ? Object.freeze({ jkt: jkt as string }) : undefined;
}
