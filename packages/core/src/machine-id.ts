import { bech32m } from '@scure/base';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { LatchkeyError } from './errors.js';
import { decode32 } from './jwk.js';
import { DATA_LENGTH, readMachineId, type MachineIdFault } from './machine-id-text.js';
import { assertProductCode } from './product.js';

/** What the 128 bits of a machine ID are made from: the operating system's ID, or a device key. */
export type MachineIdScheme = 'os' | 'device';

/** Whose license it is: one account on one machine, or everybody on that machine. */
export type MachineScope = 'user' | 'machine';

/** A machine ID that passed every check. */
export interface MachineId {
  readonly ok: true;
  /** Canonical spelling: lower case, no separators. 34 characters more than the product code. */
  readonly text: string;
  /** Product code, in capitals. */
  readonly product: string;
  readonly scheme: MachineIdScheme;
}

const SCHEMES: readonly MachineIdScheme[] = ['os', 'device'];
const ID_BYTES = 16;

/** OS IDs that name no machine: placeholders, and values known from images that many machines share. No hyphens. */
const WORTHLESS_OS_IDS = new Set([
  'uninitialized',
  '03000200040005000006000700080009', // a mainboard maker's placeholder
  'ffffffffffffffffffffffffffffffff',
  'b08dfa6083e7567a1921a715000001fb', // shipped in a widely copied Linux image
]);
/** How Windows and macOS group the digits. */
const GROUPS = /^.{8}-.{4}-.{4}-.{4}-.{12}$/;
const DIGITS = 32;
/** By character code, 1 for a digit or a small letter up to f. */
const HEXADECIMAL = Uint8Array.from({ length: 128 }, (_, code) =>
  Number('0123456789abcdef'.includes(String.fromCharCode(code))),
);

/**
 * Says why an OS machine ID cannot stand for this machine, or `undefined` where it can.
 *
 * @param osId as the operating system stores it: 32 hexadecimal digits, or a GUID; case and outer white
 *   space do not matter
 */
export function findOsIdFault(osId: string): 'empty' | 'malformed' | 'worthless' | undefined {
  const id = normalizeOsId(osId);
  if (id === '') return 'empty';
  // Looks first: most IDs have no hyphens, and a search is much cheaper than a copy.
  const digits = id.includes('-') ? id.replaceAll('-', '') : id;
  if (/^0*$/.test(digits) || WORTHLESS_OS_IDS.has(digits)) return 'worthless';
  const isWhole = digits.length === DIGITS && isHexadecimal(digits) && (digits === id || GROUPS.test(id));
  return isWhole ? undefined : 'malformed';
}

/**
 * Derives the machine ID of scheme `os`: HMAC-SHA256 keyed with the OS machine ID, so that the raw ID never
 * leaves the machine and two products cannot be linked by it (docs/license-format.md, *Machine ID*).
 *
 * @param osId the OS machine ID, see {@link findOsIdFault}
 * @param product product code
 * @param account numeric user ID or Windows SID; empty for the scope `machine`
 * @throws LatchkeyError `machine-id-unavailable` where the OS ID cannot stand for a machine,
 *   `product-invalid` where the product code is none
 */
export function machineIdFromOs({
  osId,
  product,
  account,
}: {
  osId: string;
  product: string;
  account: string;
}): string {
  const fault = findOsIdFault(osId);
  if (fault !== undefined) {
    throw new LatchkeyError(
      'machine-id-unavailable',
      `The operating system's machine ID is ${fault}, so it cannot tell this machine from others. Have the ` +
        'system create one (on Linux: systemd-machine-id-setup), or use a device key.',
    );
  }
  return deriveFromOs(normalizeOsId(osId), product, account);
}

function deriveFromOs(osId: string, product: string, account: string): string {
  const message = utf8ToBytes(`latchkey/machine/v1\0${product}\0${account}`);
  return encode('os', product, hmac(sha256, utf8ToBytes(osId), message));
}

/** Accounts that exist on most systems: the whole machine, root, and the first people on macOS and Linux. */
const COMMON_ACCOUNTS = ['', '0', '501', '502', '1000', '1001'];

/**
 * Machine IDs of machines whose OS ID is a known placeholder, for the accounts that exist nearly everywhere. This library
 * never makes one; a program that derives IDs without the check does, and then many machines have the same.
 *
 * @throws LatchkeyError `product-invalid`
 */
export function worthlessMachineIds(product: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const osId of [...WORTHLESS_OS_IDS, '0'.repeat(DIGITS)]) {
    for (const account of COMMON_ACCOUNTS) ids.add(deriveFromOs(osId, product, account));
  }
  return ids;
}

/**
 * Derives the machine ID of scheme `device`: a commitment to an Ed25519 device key. Whoever presents it must
 * sign with that key, see `possessionMessage`.
 *
 * @param jkt RFC 7638 thumbprint of the device key, 43 characters
 * @throws LatchkeyError `product-invalid`; RangeError where `jkt` is no thumbprint
 */
export function machineIdFromDevice({ product, jkt }: { product: string; jkt: string }): string {
  if (!decode32(jkt)) throw new RangeError('machineIdFromDevice: jkt must be 43 characters of base64url');
  return encode('device', product, sha256(utf8ToBytes(`latchkey/device/v1\0${product}\0${jkt}`)));
}

/**
 * Reads a machine ID as a person typed or pasted it: spaces, hyphens and case do not matter. Finds every
 * mistake of 1 to 4 symbols, and never corrects one.
 *
 * @param typed the text
 * @param product the product code it must be for; without one, any product is taken
 * @returns the machine ID, or what is wrong with it and at which places. Never throws.
 */
export function parseMachineId(typed: string, product?: string): MachineId | MachineIdFault {
  const read = readMachineId(typed, product);
  if (!read.ok) return read;
  const scheme = SCHEMES[read.scheme];
  if (scheme === undefined || !read.isWhole) {
    const detail = 'This machine ID was made by a newer version. Update, then try again.';
    return { ok: false, fault: 'unsupported', at: [], detail };
  }
  return { ok: true, text: read.text, product: read.product, scheme };
}

/** A machine ID in groups of five with spaces, as it is shown; {@link parseMachineId} reads it back. */
export function groupMachineId(text: string): string {
  return text.replace(/.{5}(?=.)/g, '$& ');
}

function encode(scheme: MachineIdScheme, product: string, digest: Uint8Array): string {
  assertProductCode(product);
  const words = [SCHEMES.indexOf(scheme), ...bech32m.toWords(digest.subarray(0, ID_BYTES))];
  return bech32m.encode(product.toLowerCase(), words, product.length + 1 + DATA_LENGTH);
}

/** Small letters only. Without branches on what no branch predictor can guess: inventories have millions. */
function isHexadecimal(text: string): boolean {
  let fits = 1;
  for (let i = 0; i < text.length; i++) fits &= HEXADECIMAL[text.charCodeAt(i)] ?? 0;
  return fits === 1;
}

function normalizeOsId(osId: string): string {
  return osId.trim().toLowerCase();
}
