import { MAX_ASSIGNEE_LENGTH } from './assignee.js';
import type { LicenseClaims } from './license.js';
import { parseMachineId } from './machine-id.js';
import { isProductCode } from './product.js';
import { MAX_TIME } from './time.js';
import { UUID_V7 } from './uuid.js';

/**
 * Payloads as issuers write them: the claims in the order of the specification, without escapes or features. One
 * regular expression and one literal read them in a third of the time that JSON and rules take, which is most of what a
 * license costs once signatures are verified in bulk. Whatever does not fit takes the long way, which also says what
 * is wrong with it; a property test holds both against each other.
 */
const STRING = '[^"\\\\\\u0000-\\u001f]';
const NUMBER = '(0|[1-9]\\d{0,11})';
/** 32 bytes as base64url: the last symbol has four bits, and two that must be zero. */
const THUMBPRINT = '([\\w-]{42}[AEIMQUYcgkosw048])';
const USUAL = new RegExp(
  `^\\{"iss":"(${STRING}{1,200})","sub":"([a-z0-9]{36,50})","aud":"([A-Z0-9]{2,16})","jti":"(${UUID_V7})",` +
    `"iat":${NUMBER},"nbf":${NUMBER},"exp":${NUMBER},"org":\\{"id":"(${STRING}{1,200})","name":"(${STRING}{1,200})"\\},` +
    `"lic":"(${STRING}{1,100})"(?:,"assignee":"(${STRING}{1,${MAX_ASSIGNEE_LENGTH}})")?(?:,"seq":([1-9]\\d{0,14}))?` +
    `(?:,"cnf":\\{"jkt":"${THUMBPRINT}"\\})?\\}$`,
);

/** All that a payload in the usual spelling holds; the last three may be missing. */
type Match = readonly [string, ...Fixed, string | undefined, string | undefined, string | undefined];
type Fixed = [string, string, string, string, string, string, string, string, string, string];

/**
 * Reads the payload of a license in the usual spelling.
 *
 * @param text decoded from UTF-8 without errors
 * @returns what `readLicenseClaims` finds in it without this shortcut, or `undefined` where the long way has to tell
 */
export function readUsualLicense(text: string): LicenseClaims | undefined {
  const match = USUAL.exec(text) as Match | null;
  if (!match) return undefined;
  const [, iss, sub, aud, jti, iat, nbf, exp, orgId, orgName, lic, assignee, seq, jkt] = match;
  const times = { iat: Number(iat), nbf: Number(nbf), exp: Number(exp) };
  if (times.iat > MAX_TIME || times.exp > MAX_TIME || times.nbf >= times.exp) return undefined;
  if (!isProductCode(aud)) return undefined;
  const id = parseMachineId(sub, aud);
  if (!(id.ok && id.text === sub)) return undefined;
  const org = Object.freeze({ id: orgId, name: orgName });
  const claims: { -readonly [Name in keyof LicenseClaims]: LicenseClaims[Name] } = {
    iss,
    sub,
    aud,
    jti,
    iat: times.iat,
    nbf: times.nbf,
    exp: times.exp,
    org,
    lic,
  };
  if (assignee !== undefined) claims.assignee = assignee;
  if (seq !== undefined) claims.seq = Number(seq);
  if (jkt !== undefined) claims.cnf = Object.freeze({ jkt });
  return Object.freeze(claims);
}
