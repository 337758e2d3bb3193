import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64url, encodeBase64url } from './bytes.js';
import { refusal, type Refusal } from './reason.js';
import { parseStrictJson } from './strict-json.js';

/** Largest license file or request, in raw bytes as received, white space included. */
export const MAX_TOKEN_BYTES = 8192;

/** The kinds of signed text. Each verifier takes one, so none passes for another (RFC 8725 §3.11). */
export type TokenType = 'license+jwt' | 'license-request+jwt';

/** A token whose envelope holds (steps 1 to 3 of *Verifying*). Nothing in it is trusted yet. */
export interface DecodedToken {
  readonly ok: true;
  /** Key ID: which key the token claims to be signed by. */
  readonly kid: string;
  /** The exact bytes the signature covers: header, dot, payload, as received (RFC 7515 §5.2). */
  readonly signingInput: Uint8Array;
  /** The payload, decoded from base64url and not interpreted. */
  readonly payload: Uint8Array;
  /** The signature, of whatever length was received. */
  readonly signature: Uint8Array;
}

const COMPACT = /^[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;
const HEADER_MEMBERS = new Set(['alg', 'kid', 'typ']);
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Takes a JWS in compact serialization (RFC 7515 §7.1) apart and judges its envelope: size, spelling, header.
 *
 * A leading UTF-8 BOM and ASCII white space anywhere are dropped, since mail programs wrap lines; every other
 * character must be there as it was written. Never throws.
 *
 * @param input the file, as bytes or as text
 * @param typ the kind of token this verifier takes
 * @returns the parts, or a refusal: `too-large`, `malformed` or `unsupported`
 */
export function decodeToken(input: string | Uint8Array, typ: TokenType): DecodedToken | Refusal {
  const text = compactText(input);
  if (typeof text !== 'string') return text;
  if (!COMPACT.test(text)) return refusal('malformed', 'The text is not three base64url parts with dots.');
  const [head = '', body = '', tail = ''] = text.split('.');
  const header = decodeBase64url(head);
  const payload = decodeBase64url(body);
  const signature = decodeBase64url(tail);
  if (!header || !payload || !signature) {
    return refusal('malformed', 'A part is not in the one spelling of base64url without padding.');
  }
  const json = parseStrictJson(header);
  if (!json.ok) return refusal('malformed', `The header ${json.why}.`);
  const { alg, kid, typ: actual } = json.value;
  if (alg !== 'EdDSA') return refusal('unsupported', 'The header member alg is not EdDSA.');
  if (actual !== typ) return refusal('unsupported', `The header member typ is not ${typ}.`);
  if (typeof kid !== 'string') return refusal('unsupported', 'The header member kid is not a string.');
  if (Object.keys(json.value).some((name) => !HEADER_MEMBERS.has(name))) {
    return refusal('unsupported', 'The header has members besides alg, kid and typ.');
  }
  return { ok: true, kid, signingInput: utf8ToBytes(`${head}.${body}`), payload, signature };
}

/** The bytes to sign for a token (RFC 7515 §5.1): the header with exactly alg, kid and typ, and the payload. */
export function encodeSigningInput(typ: TokenType, kid: string, payload: string): Uint8Array {
  const header = JSON.stringify({ alg: 'EdDSA', kid, typ });
  return utf8ToBytes(`${encodeBase64url(utf8ToBytes(header))}.${encodeBase64url(utf8ToBytes(payload))}`);
}

/** Joins signed bytes and signature to a compact JWS, without trailing newline. */
export function joinToken(signingInput: Uint8Array, signature: Uint8Array): string {
  return `${String.fromCharCode(...signingInput)}.${encodeBase64url(signature)}`;
}

function compactText(input: string | Uint8Array): string | Refusal {
  const tooLarge = refusal('too-large', `The input is larger than ${MAX_TOKEN_BYTES} bytes.`);
  if (typeof input !== 'string' && !(input instanceof Uint8Array)) {
    return refusal('malformed', 'The input is neither text nor bytes.');
  }
  // UTF-8 is never shorter than UTF-16 code units: no huge string gets encoded.
  if (input.length > MAX_TOKEN_BYTES) return tooLarge;
  const bytes = typeof input === 'string' ? utf8ToBytes(input) : input;
  if (bytes.length > MAX_TOKEN_BYTES) return tooLarge;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refusal('malformed', 'The file was saved as UTF-16; a license file is plain ASCII.');
  }
  const start = BOM.every((byte, i) => bytes[i] === byte) ? BOM.length : 0;
  // Bytes above 7F become Latin-1 letters here, which the alphabet then refuses.
  return String.fromCharCode(...bytes.subarray(start)).replace(/[\t\n\f\r ]+/g, '');
}
