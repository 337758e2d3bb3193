import { assertProductCode } from '@latchkey/core';
import { KeySet } from '@latchkey/crypto';
import { BrowserActivation } from './browser-activation.js';
import { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';

/** Which licenses, held against which keys, and where they are kept. */
export interface BrowserActivationOptions {
  /** Product code, for example `KSE`. */
  readonly product: string;
  /** The issuer keys to trust: a {@link KeySet}, or a parsed JWKS. Ship them with the product. */
  readonly keys: KeySet | { readonly keys: readonly unknown[] };
  /** The clock, in seconds since 1970; the system's as it is. */
  readonly now?: (() => number) | undefined;
  /**
   * What database, localStorage names, lock and channel are called; `latchkey` as it is. Products of one site that
   * use the same name share the device key; their licenses are kept apart all the same.
   */
  readonly name?: string | undefined;
  /** What the issuer sees this machine called, in the activation request: say, the name the person gave it. */
  readonly host?: string | undefined;
  /** How long to wait for other windows before saying `storage-blocked`, in milliseconds; 10,000 as it is. */
  readonly patience?: number | undefined;
}

/**
 * Licenses of one product in this browser: implements the port `ActivationBackend` over IndexedDB and WebCrypto.
 * Nothing is opened or made here; each call does what it needs, and fails on its own.
 *
 * The machine ID commits to a device key that the browser keeps and does not give away. A copied browser profile
 * carries it along all the same, and who clears all site data loses it together with the licenses.
 *
 * @example
 *   const backend = openBrowserActivation({ product: 'KSE', keys: jwks });
 *   const { request } = await backend.readMachine();
 *
 * @throws LatchkeyError `product-invalid`, `key-set-invalid`; TypeError or RangeError for a name or a patience that
 *   is none
 */
export function openBrowserActivation(options: BrowserActivationOptions): BrowserActivation {
  const { product, now = systemClock, name = 'latchkey', host, patience = 10_000 } = options;
  assertProductCode(product);
  if (typeof name !== 'string' || name === '') throw new TypeError('name must be a text that is not empty');
  // setTimeout does not wait at all for longer than that.
  if (!(patience > 0 && patience < 2 ** 31))
    throw new RangeError('patience must be 1 to 2^31 − 1 milliseconds');
  const keys = options.keys instanceof KeySet ? options.keys : KeySet.fromJwks(options.keys);
  const database = new Database({ name, migrations: MIGRATIONS, patience });
  return new BrowserActivation({ product, keys, now, host }, { name, database, patience });
}

function systemClock(): number {
  return Date.now() / 1000;
}
