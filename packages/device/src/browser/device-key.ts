import { CHALLENGE_BYTES, LatchkeyError, thumbprint } from '@latchkey/core';
import { verifySignature, type Signer } from '@latchkey/crypto';
import { get, set, update } from 'idb-keyval';
import { LocalText } from './local-text.js';
import type { Place } from './place.js';

const KEY = 'key';
const ALGORITHM = 'Ed25519';

/** The device key as it is stored. The private half cannot be read by any script, only used. */
interface StoredKey {
  readonly privateKey: CryptoKey;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/**
 * The key of this device: one for all products of this page's site, made by the browser, which does not give it away.
 *
 * Its thumbprint is noted in localStorage, too: where the key is gone and the note is there, the key was lost, and
 * that is said rather than hidden by a new one.
 */
export class DeviceKey {
  readonly #place: Place;
  readonly #note: LocalText;

  constructor(place: Place) {
    this.#place = place;
    this.#note = new LocalText(`${place.name}/device`);
  }

  /**
   * @returns `undefined` where there is none
   * @throws LatchkeyError `device-key-invalid` where something else is stored in its place; errors of the storage
   */
  async read(): Promise<Signer | undefined> {
    const stored = await get<unknown>(KEY, this.#store());
    if (stored === undefined) return undefined;
    if (!isStoredKey(stored)) throw invalid();
    const signer = toSigner(stored);
    this.#note.write(signer.kid);
    return signer;
  }

  /** True where this browser had a key once. */
  isNoted(): boolean {
    return this.#note.read() !== undefined;
  }

  /**
   * Makes a key. Of windows that do so at once one wins, and all end with the same key.
   *
   * @param replace also where something is stored in its place already
   * @throws LatchkeyError `browser-unsupported`, `device-key-invalid`, errors of the storage
   */
  async make({ replace }: { readonly replace: boolean }): Promise<Signer> {
    const made = await generate();
    if (replace) await set(KEY, made, this.#store());
    else await update<unknown>(KEY, (kept) => kept ?? made, this.#store());
    const signer = await this.read();
    if (signer) return signer;
    throw invalid();
  }

  #store() {
    return this.#place.database.store('device');
  }
}

function isStoredKey(value: unknown): value is StoredKey {
  const { privateKey, publicKey } = Object(value) as Partial<StoredKey>;
  return (
    privateKey instanceof CryptoKey &&
    privateKey.algorithm.name === ALGORITHM &&
    privateKey.usages.includes('sign') &&
    publicKey instanceof Uint8Array &&
    publicKey.length === 32
  );
}

function toSigner({ privateKey, publicKey }: StoredKey): Signer {
  return {
    publicKey,
    kid: thumbprint(publicKey),
    sign: async (message) => {
      try {
        return new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, Uint8Array.from(message)));
      } catch (cause) {
        throw invalid(cause);
      }
    },
  };
}

/** Has the key sign something fresh: true where its two halves belong together. */
export async function isSound(signer: Signer): Promise<boolean> {
  const challenge = crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES));
  try {
    return verifySignature(signer.publicKey, challenge, await signer.sign(challenge));
  } catch {
    return false;
  }
}

async function generate(): Promise<StoredKey> {
  try {
    const pair = (await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])) as CryptoKeyPair;
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    return { privateKey: pair.privateKey, publicKey };
  } catch (cause) {
    throw new LatchkeyError(
      'browser-unsupported',
      'This browser cannot make an Ed25519 key. Update the browser, or use a current Chrome, Edge, Firefox or Safari.',
      { cause },
    );
  }
}

function invalid(cause?: unknown): LatchkeyError {
  return new LatchkeyError(
    'device-key-invalid',
    'The device key that is stored in this browser cannot be used, and was not replaced. Start anew, and ask for a ' +
      'new license with the new machine ID.',
    { cause },
  );
}
