import { decode32, LatchkeyError, publicJwk, thumbprint, type PublicJwk } from '@latchkey/core';
import { gatePublicKey } from './key-gate.js';

/** An issuer key as it stands in a JWKS (RFC 7517 §4, RFC 8037 §2). */
export interface IssuerJwk extends PublicJwk {
  /** RFC 7638 thumbprint of this key. */
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** A set of issuer keys (RFC 7517 §5). */
export interface Jwks {
  readonly keys: readonly IssuerJwk[];
}

/** Each key costs about a verification to load, so a hostile set is bounded. */
const MAX_KEYS = 256;

/**
 * The issuer keys a verifier trusts. Made from a JWKS, all or nothing: one bad entry rejects the set, since
 * a set with a hole would refuse good licenses for a reason nobody looks for.
 */
export class KeySet {
  readonly #keys: ReadonlyMap<string, Uint8Array>;

  private constructor(keys: ReadonlyMap<string, Uint8Array>) {
    this.#keys = keys;
  }

  /**
   * Loads a JWKS. Every key passes the gate here, once.
   *
   * @param value a parsed JWKS: `{ keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }] }`.
   *   Further members are ignored (RFC 7517 §4), but for `d`.
   * @throws LatchkeyError `key-set-invalid`, which names the entry and its fault
   */
  static fromJwks(value: unknown): KeySet {
    const list: unknown = isObject(value) ? value.keys : undefined;
    if (!Array.isArray(list)) throw invalid('It has no list of keys. A key set looks like {"keys":[…]}.');
    if (list.length === 0) throw invalid('It holds no key, so every license would be refused.');
    if (list.length > MAX_KEYS) throw invalid(`It holds more than ${MAX_KEYS} keys.`);
    const keys = new Map<string, Uint8Array>();
    for (const [i, entry] of list.entries()) {
      const read = readEntry(entry);
      if (typeof read === 'string') throw invalid(`Entry ${i + 1} ${read}.`);
      if (keys.has(read.kid)) throw invalid(`Entry ${i + 1} repeats the key of an earlier entry.`);
      keys.set(read.kid, read.publicKey);
    }
    return new KeySet(keys);
  }

  /** The 32-byte public key with this key ID, a copy. */
  get(kid: string): Uint8Array | undefined {
    return this.#keys.get(kid)?.slice();
  }

  /** The key IDs, in the order of the set. */
  get kids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** The set as JWKS, for `/.well-known/jwks.json` and for files. */
  toJwks(): Jwks {
    return { keys: [...this.#keys.values()].map(issuerJwk) };
  }
}

/** The JWKS entry of a 32-byte issuer key. */
export function issuerJwk(publicKey: Uint8Array): IssuerJwk {
  return { ...publicJwk(publicKey), kid: thumbprint(publicKey), alg: 'EdDSA', use: 'sig' };
}

function readEntry(entry: unknown): { kid: string; publicKey: Uint8Array } | string {
  if (!isObject(entry)) return 'is not an object';
  if (Object.hasOwn(entry, 'd')) {
    return 'holds a private key (member d). Never hand that out: publish what `latchkey keys public` prints';
  }
  for (const [name, wanted] of [
    ['kty', 'OKP'],
    ['crv', 'Ed25519'],
    ['alg', 'EdDSA'],
    ['use', 'sig'],
  ] as const) {
    if (entry[name] !== wanted) return `has a member ${name} other than ${wanted}`;
  }
  const publicKey = decode32(entry.x);
  if (!publicKey) return 'has a member x that is not 32 bytes in base64url';
  if (entry.kid !== thumbprint(publicKey)) return 'has a kid that is not the RFC 7638 thumbprint of its key';
  if (!gatePublicKey(publicKey))
    return 'is not a sound Ed25519 key (not canonical, or of small or mixed order)';
  return { kid: entry.kid, publicKey };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(detail: string): LatchkeyError {
  return new LatchkeyError('key-set-invalid', `The key set was not loaded. ${detail}`);
}
