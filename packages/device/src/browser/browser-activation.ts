import {
  CHALLENGE_BYTES,
  LatchkeyError,
  licenseFileName,
  machineIdFromDevice,
  type ActivationBackend,
  type ActivationOutcome,
  type ActivationState,
  type CallContext,
  type LicenseClaims,
  type ThisMachine,
} from '@latchkey/core';
import { signRequest, type KeySet, type Signer } from '@latchkey/crypto';
import { hasCode } from '../shared/has-code.js';
import { judgeNew } from '../shared/judge-new.js';
import { judgeStored } from '../shared/judge-stored.js';
import { toLicenseState } from '../shared/license-state.js';
import { proveKey } from '../shared/prove-key.js';
import { NONCE_BYTES, requestClaims } from '../shared/request-claims.js';
import type { Situation } from '../shared/situation.js';
import { assertSupported } from './assert-supported.js';
import { ClockStore } from './clock-store.js';
import { DeviceKey, isSound } from './device-key.js';
import { LicenseStore } from './license-store.js';
import { Persistence } from './persistence.js';
import type { Place } from './place.js';
import { Watch } from './watch.js';
import { withWriterLock } from './writer-lock.js';

/** What is activated, held against which keys and which time. */
export interface Subject {
  readonly product: string;
  readonly keys: KeySet;
  readonly now: () => number;
  readonly host: string | undefined;
}

/** The licenses of one product in this browser. See `openBrowserActivation`. */
export class BrowserActivation implements ActivationBackend {
  readonly #subject: Subject;
  readonly #place: Place;
  readonly #key: DeviceKey;
  readonly #licenses: LicenseStore;
  readonly #clock: ClockStore;
  readonly #watch: Watch;
  readonly #persistence: Persistence;

  constructor(subject: Subject, place: Place) {
    this.#subject = subject;
    this.#place = place;
    this.#key = new DeviceKey(place);
    this.#licenses = new LicenseStore(place, subject.product);
    this.#clock = new ClockStore(place);
    this.#watch = new Watch(place.name);
    this.#persistence = new Persistence(this.#watch.tell);
  }

  async readMachine({ signal }: CallContext = {}): Promise<ThisMachine> {
    signal?.throwIfAborted();
    assertSupported();
    const found = await this.#key.read();
    const signer = found ?? (await this.#write(signal, () => this.#findOrMakeKey()));
    signal?.throwIfAborted();
    return this.#describe(signer);
  }

  async readState({ signal }: CallContext = {}): Promise<ActivationState> {
    signal?.throwIfAborted();
    assertSupported();
    this.#persistence.look();
    const signer = await this.#findKey();
    const state = signer
      ? await this.#look(signer)
      : toLicenseState([], { clockStored: true, machineId: '' });
    signal?.throwIfAborted();
    this.#watch.expect(state);
    const { verdict, license, daysLeft, next } = state;
    return { verdict, license, daysLeft, next, persisted: this.#persistence.persisted };
  }

  async activate(file: string | Uint8Array, { signal }: CallContext = {}): Promise<ActivationOutcome> {
    signal?.throwIfAborted();
    assertSupported();
    const outcome = await this.#write(signal, async () => {
      const situation = this.#situation(await this.#findOrMakeKey());
      const { verdict, store } = await judgeNew(situation, file, await this.#clock.read(), () =>
        this.#licenses.list(),
      );
      signal?.throwIfAborted();
      if (!store) return { verdict, stored: false };
      await this.#licenses.add(store.license.jti, store.text);
      // A fault here refuses nobody: the license is stored, and every look tries again.
      await this.#clock.write(store.marks);
      return { verdict, stored: true };
    });
    if (outcome.stored) this.#afterChange();
    return outcome;
  }

  async remove(jti: string, { signal }: CallContext = {}): Promise<void> {
    signal?.throwIfAborted();
    assertSupported();
    await this.#write(signal, () => this.#licenses.remove(jti));
    this.#watch.tellAll();
  }

  async startAnew({ signal }: CallContext = {}): Promise<ThisMachine> {
    signal?.throwIfAborted();
    assertSupported();
    const signer = await this.#write(signal, async () => {
      if (await this.#hasSoundKey()) {
        throw new LatchkeyError(
          'exists',
          'The device key of this browser is sound, so no new one was made: the licenses would be lost for nothing.',
        );
      }
      return this.#key.make({ replace: true });
    });
    this.#afterChange();
    return this.#describe(signer);
  }

  subscribe(changed: () => void): () => void {
    return this.#watch.subscribe(changed);
  }

  /** Calls nobody any more, and lets go of the database. */
  close(): void {
    this.#watch.close();
    this.#place.database.close();
  }

  async #look(signer: Signer) {
    const situation = this.#situation(signer);
    const files = await this.#licenses.list();
    const { candidates, marks } = await judgeStored(situation, files, await this.#clock.read());
    const clockStored = await this.#clock.write(marks);
    return toLicenseState(candidates, { clockStored, machineId: situation.machineId });
  }

  async #describe(signer: Signer): Promise<ThisMachine> {
    const { product, host, now } = this.#subject;
    const { machineId } = this.#situation(signer);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const claims = requestClaims({ product, machineId, now: now(), nonce, host });
    return {
      product,
      machineId,
      requestFileName: licenseFileName({ aud: product, sub: machineId }).replace(/lic$/, 'req'),
      request: await signRequest(claims, signer),
    };
  }

  #situation(signer: Signer): Situation {
    const { keys, product, now } = this.#subject;
    return {
      keys,
      product,
      machineId: machineIdFromDevice({ product, jkt: signer.kid }),
      now,
      prove: (license) => prove(license, signer),
      pause: () => new Promise((resolve) => setTimeout(resolve)),
    };
  }

  /** Only while no other window writes. */
  async #findOrMakeKey(): Promise<Signer> {
    const found = await this.#findKey();
    if (found) return found;
    const made = await this.#key.make({ replace: false });
    this.#persistence.ask();
    return made;
  }

  /** @returns `undefined` where there is no key, and nothing says that there was one */
  async #findKey(): Promise<Signer | undefined> {
    const found = await this.#key.read();
    if (found) return found;
    if (!this.#key.isNoted() && !(await this.#licenses.hasAny())) return undefined;
    // Another window may just have made it: the key is always there before what tells of it.
    const made = await this.#key.read();
    if (made) return made;
    throw new LatchkeyError(
      'device-key-lost',
      'The device key of this browser is gone, so the licenses that are bound to it cannot be used any more. No ' +
        'new key was made. Start anew, and ask for a new license with the new machine ID.',
    );
  }

  async #hasSoundKey(): Promise<boolean> {
    try {
      const signer = await this.#key.read();
      return signer !== undefined && (await isSound(signer));
    } catch (error) {
      if (hasCode(error, 'device-key-invalid')) return false;
      throw error;
    }
  }

  #write<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const { name, patience } = this.#place;
    return withWriterLock(name, { patience, signal }, task);
  }

  #afterChange(): void {
    this.#persistence.ask();
    this.#watch.tellAll();
  }
}

/** A key that cannot sign has not proven anything. */
async function prove(license: LicenseClaims, signer: Signer): Promise<boolean> {
  const challenge = crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES));
  try {
    return await proveKey(license, signer, challenge);
  } catch {
    return false;
  }
}
