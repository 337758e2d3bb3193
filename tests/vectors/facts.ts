import { DAY, machineIdFromDevice, machineIdFromOs, thumbprint, uuidV7, type Question } from '@latchkey/core';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { bech32m } from '@scure/base';
import { keyFromLabel } from './ed25519.js';

/** The invented world of the corpus: keys, machines and times, all made from labels. */

/** Signs nearly every license. */
export const ISSUER = keyFromLabel('latchkey vector issuer key 1');
/** In the key set too: a key that was rotated out and whose licenses still run. */
export const RETIRED = keyFromLabel('latchkey vector issuer key 2');
/** Not in the key set. */
export const STRANGER = keyFromLabel('latchkey vector stranger key');
/** The key of a device, which makes activation requests. */
export const DEVICE = keyFromLabel('latchkey vector device key');

export const PRODUCT = 'KSE';
export const OS_ID = '2f7d0a51c4e84b0f9a36d18e5b7c9042';
export const ACCOUNT = '1000';
export const MACHINE = machineIdFromOs({ osId: OS_ID, product: PRODUCT, account: ACCOUNT });
export const JKT = thumbprint(DEVICE.publicKey);
export const DEVICE_MACHINE = machineIdFromDevice({ product: PRODUCT, jkt: JKT });

/** 2026-11-24T00:00:00Z */
export const ISSUED = 1_795_478_400;
export const START = ISSUED - 300;
export const END = ISSUED + 60 * DAY;

/** What is asked where a vector asks nothing else. */
export const QUESTION: Question = { product: PRODUCT, machineId: MACHINE, now: ISSUED + 30 * DAY };

/** A UUID of version 7 that belongs to a label. */
function jtiOf(label: string): string {
  return uuidV7(ISSUED * 1000, sha256(utf8ToBytes(`jti ${label}`)).subarray(0, 10));
}

/** The machine ID of some machine, of another product or account if need be. */
export function otherMachine({ product = PRODUCT, account = ACCOUNT, osId = OS_ID } = {}): string {
  return machineIdFromOs({ osId, product, account });
}

/** A machine ID with the given scheme and the 128 bits of {@link MACHINE}; `padding` are its last two bits. */
export function craftMachineId(scheme: number, padding = 0): string {
  const words = bech32m.decode(MACHINE as `${string}1${string}`, MACHINE.length).words.slice(1);
  const last = (words.pop() as number) | padding;
  return bech32m.encode(PRODUCT.toLowerCase(), [scheme, ...words, last], MACHINE.length);
}

/**
 * The claims of a license, with changes; a change to `undefined` takes a claim out. Each label has a `jti`
 * of its own.
 */
export function claimsOf(label: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    iss: 'Example Vendor',
    sub: MACHINE,
    aud: PRODUCT,
    jti: jtiOf(label),
    iat: ISSUED,
    nbf: START,
    exp: END,
    org: { id: 'org-7h2k', name: 'Example Testing Ltd' },
    lic: 'lic-2026-0417',
    ...changes,
  };
}
