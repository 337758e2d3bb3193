import type { LicenseClaims } from '../license.js';
import type { Verdict } from '../verdict.js';
import type { CallContext } from './issuing-backend.js';

/** This machine, as a license can be made for it. */
export interface ThisMachine {
  readonly product: string;
  /** Canonical. */
  readonly machineId: string;
  /** `KSE_<machineID>.req` */
  readonly requestFileName: string;
  /** The activation request: the machine ID with more about the machine, signed by its own key. ASCII. */
  readonly request: string;
}

/** The stored licenses of this machine, as they stand now. */
export interface ActivationState {
  /** The verdict on the license that counts; where none does, on the one that came closest. `undefined`: none is stored. */
  readonly verdict: Verdict | undefined;
  /** The license that counts. */
  readonly license: LicenseClaims | undefined;
  /** Days until it ends, a begun one as a whole; 0 where none counts. */
  readonly daysLeft: number;
  /** The license that takes over later. */
  readonly next: LicenseClaims | undefined;
  /**
   * True where the browser has promised not to remove what is stored; `undefined` where that is not known (yet):
   * a browser may ask the person, and `subscribe` calls back on the answer.
   */
  readonly persisted: boolean | undefined;
}

/** What became of one license that was loaded. */
export interface ActivationOutcome {
  readonly verdict: Verdict;
  /** True where it is stored now: it counts, or will when its time comes. */
  readonly stored: boolean;
}

/**
 * Where licenses of this machine are kept, as the activation dialog sees it. What goes wrong on the way is a
 * `LatchkeyError` whose code says what. A back end in a browser has these:
 *
 * - `browser-unsupported`: the browser has no Ed25519, or the page no right to it (it needs https)
 * - `device-key-lost`: this machine had a device key and has it no longer; no other one was made. See `startAnew`
 * - `device-key-invalid`: the device key is there and cannot be used; no other one was made. See `startAnew`
 * - `storage-full`, `storage-blocked` (by another window), `storage-newer` (than this version), `storage-unavailable`
 *   (private window, site data forbidden, damaged profile): nothing was stored or changed
 */
export interface ActivationBackend {
  /**
   * Makes the device key at the first call, and never another one. Each call makes a new request for the same
   * machine ID.
   */
  readMachine(context?: CallContext): Promise<ThisMachine>;
  /** Judges what is stored, now. Makes no device key. */
  readState(context?: CallContext): Promise<ActivationState>;
  /** Judges a license file, and stores it where it is of use. All or nothing. */
  activate(file: string | Uint8Array, context?: CallContext): Promise<ActivationOutcome>;
  /** Removes a stored license. One that is not stored is removed already. */
  remove(jti: string, context?: CallContext): Promise<void>;
  /**
   * Makes a new device key in place of one that is lost or cannot be used, and with it a new machine ID. The
   * licenses stored so far stay where they are, and belong to another machine from now on: ask the person before.
   * Missing where a machine's ID does not come from a key.
   *
   * @throws LatchkeyError `exists` where the device key is sound: then there is nothing to begin anew for
   */
  startAnew?(context?: CallContext): Promise<ThisMachine>;
  /**
   * Calls back when the state may have changed: another tab stored a license, or one has ended.
   *
   * @returns ends it
   */
  subscribe(changed: () => void): () => void;
}
