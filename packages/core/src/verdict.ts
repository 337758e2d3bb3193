import { LatchkeyError } from './errors.js';
import { decodeToken } from './jws.js';
import { readLicenseClaims, type LicenseClaims, type ReadClaims } from './license.js';
import { parseMachineId } from './machine-id.js';
import { assertProductCode } from './product.js';
import { refusal, type Reason, type Refusal } from './reason.js';
import { isoTime } from './time.js';

/** What a license is held against. The verdict repeats it, so that nobody takes `any` for a check. */
export interface Question {
  /** Product code, or `any` to accept every product. */
  readonly product: string;
  /** Machine ID, or `any` to accept every machine. */
  readonly machineId: string;
  /** The time to judge at, in seconds since 1970, UTC. */
  readonly now: number;
}

/** The question, canonical, and whether clock and device key were looked at too. */
export interface Checked extends Question {
  /** True where the clock was compared with the times this machine has already seen. */
  readonly clock: boolean;
  /** True where the device key that the license names was asked to sign a fresh challenge. */
  readonly possession: boolean;
}

/** The license is genuine and in force, as far as `checked` goes. */
export interface Accepted {
  readonly ok: true;
  readonly license: LicenseClaims;
  readonly checked: Checked;
}

/** The license is refused. `license` is there where its signature and claims hold all the same. */
export interface Refused {
  readonly ok: false;
  readonly reason: Reason;
  /** One sentence for a log or a developer. What to tell a person: `REASON_TEXT[reason]`. */
  readonly detail: string;
  readonly license?: LicenseClaims;
  readonly checked: Checked;
}

export type Verdict = Accepted | Refused;

/** What the signature step needs from whoever holds keys and does the arithmetic. */
export interface SignatureCheck<Key> {
  findKey(kid: string): Key | undefined;
  verify(key: Key, message: Uint8Array, signature: Uint8Array): boolean;
}

/** What step 5 answers. */
export const BAD_SIGNATURE: Refusal = Object.freeze(
  refusal('bad-signature', 'The signature does not fit the signed bytes and the key.'),
);

/**
 * Judges a license, steps 1 to 11 of *Verifying* (docs/license-format.md): the first step that does not hold
 * is the reason. Nothing in the payload is looked at before the signature holds.
 *
 * @param input the license file, as text or bytes
 * @throws TypeError, RangeError or LatchkeyError for a question that is none; never because of `input`
 */
export function judgeLicense<Key>(
  input: string | Uint8Array,
  question: Question,
  signatures: SignatureCheck<Key>,
): Verdict {
  const checked = toChecked(question);
  return judge(readLicense(input, signatures), checked);
}

/** Steps 1 to 7: what a license says, whatever it is held against. Never throws because of `input`. */
export function readLicense<Key>(input: string | Uint8Array, signatures: SignatureCheck<Key>): ReadClaims {
  const token = decodeToken(input, 'license+jwt');
  if (!token.ok) return token;
  const key = signatures.findKey(token.kid);
  if (key === undefined) return refusal('unknown-key', 'No key in the key set has this kid.');
  if (!signatures.verify(key, token.signingInput, token.signature)) {
    return BAD_SIGNATURE;
  }
  return readLicenseClaims(token.payload);
}

/**
 * Steps 8 to 11: holds what was read against a question.
 *
 * @throws TypeError, RangeError or LatchkeyError for a question that is none
 */
export function judgeRead(read: ReadClaims, question: Question): Verdict {
  return judge(read, toChecked(question));
}

function judge(read: ReadClaims, checked: Checked): Verdict {
  if (!read.ok) return refuse(checked, read.reason, read.detail);
  const { license } = read;
  const { product, machineId, now } = checked;
  if (product !== 'any' && license.aud !== product) {
    return refuse(
      checked,
      'wrong-product',
      `The license is for ${license.aud}, not for ${product}.`,
      license,
    );
  }
  if (machineId !== 'any' && license.sub !== machineId) {
    return refuse(
      checked,
      'wrong-machine',
      `The license is for ${license.sub}, not for ${machineId}.`,
      license,
    );
  }
  if (now < license.nbf) {
    return refuse(checked, 'not-yet-valid', `The license starts at ${isoTime(license.nbf)}.`, license);
  }
  if (now >= license.exp) {
    return refuse(checked, 'expired', `The license ended at ${isoTime(license.exp)}.`, license);
  }
  return { ok: true, license, checked };
}

/**
 * Step 12: adds what the clock guard found. A verdict that is refused already keeps its reason.
 *
 * @param steady false where the clock is behind a time this machine has already seen
 */
export function withClock(verdict: Verdict, steady: boolean): Verdict {
  const checked = { ...verdict.checked, clock: true };
  if (!verdict.ok || steady) return { ...verdict, checked };
  return refuse(checked, 'clock-tampered', 'The clock is behind a time seen before.', verdict.license);
}

/**
 * Step 13: adds whether the device key signed the challenge. A verdict that is refused already keeps its reason.
 *
 * @param proven false where the key is missing, is another one, or its signature does not hold
 */
export function withPossession(verdict: Verdict, proven: boolean): Verdict {
  const checked = { ...verdict.checked, possession: true };
  if (!verdict.ok || proven) return { ...verdict, checked };
  return refuse(checked, 'possession-failed', 'The device key did not prove itself.', verdict.license);
}

/** True where a license can only be used together with a device key: step 13 applies. */
export function needsPossession(license: LicenseClaims): boolean {
  const id = parseMachineId(license.sub);
  return license.cnf !== undefined || (id.ok && id.scheme === 'device');
}

function refuse(checked: Checked, reason: Reason, detail: string, license?: LicenseClaims): Refused {
  return { ok: false, reason, detail, ...(license && { license }), checked };
}

function toChecked({ product, machineId, now }: Question): Checked {
  if (product !== 'any') assertProductCode(product);
  if (typeof machineId !== 'string') throw new TypeError("machineId must be a machine ID or 'any'");
  if (typeof now !== 'number') throw new TypeError('now must be a number of seconds since 1970');
  // NaN compares false with everything: it would pass both time checks.
  if (!Number.isFinite(now)) throw new RangeError(`now must be a finite number of seconds, got ${now}`);
  return { product, machineId: canonicalMachineId(machineId), now, clock: false, possession: false };
}

function canonicalMachineId(machineId: string): string {
  if (machineId === 'any') return machineId;
  const id = parseMachineId(machineId);
  if (!id.ok)
    throw new LatchkeyError('machine-id-invalid', `The machine ID to verify for is none. ${id.detail}`);
  return id.text;
}
