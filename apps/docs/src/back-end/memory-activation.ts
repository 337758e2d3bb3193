import {
  CHALLENGE_BYTES,
  DAY,
  encodeBase64url,
  LatchkeyError,
  licenseFileName,
  machineIdFromDevice,
  needsPossession,
  possessionMessage,
  REASONS,
  withClock,
  withPossession,
  type ActivationBackend,
  type ActivationOutcome,
  type ActivationState,
  type CallContext,
  type LicenseClaims,
  type ThisMachine,
  type Verdict,
} from '@latchkey/core';
import { signRequest, verifyLicense, verifySignature, type KeySet, type Signer } from '@latchkey/crypto';
import { newSigner } from './new-signer.js';

/** What a machine is, and whom it trusts. */
export interface MemoryActivationOptions {
  readonly product: string;
  /** The issuer keys to trust: an app is shipped with them. */
  readonly keys: KeySet;
  /** Seconds since 1970, an integer. */
  readonly now: () => number;
  /** What the activation request calls the machine. */
  readonly host?: string;
  /** The ID that the operating system gives the machine; as it is, the one that its device key commits to. */
  readonly machineId?: string;
  /** Whether the browser has promised to keep what is stored. */
  readonly persisted?: boolean;
}

interface Judgment {
  readonly verdict: Verdict;
  /** The license, where it counts or will count once it has started. */
  readonly usable?: LicenseClaims;
}

/** How far a clock may be behind what it has shown before, in seconds. */
const TOLERANCE = DAY;

/**
 * A machine in memory: a real device key, real requests, and verdicts from the verifier that an app uses. A real page
 * takes `openBrowserActivation` of @latchkey/device/browser, which forgets nothing when it is reloaded.
 */
export class MemoryActivation implements ActivationBackend {
  readonly #options: MemoryActivationOptions;
  readonly #licenses = new Map<string, string>();
  readonly #subscribers = new Set<() => void>();
  #signer: Signer | undefined;
  #isKeyLost = false;
  /** The latest time that was seen, and the latest at which a license was signed. */
  #seen = { local: 0, signed: 0 };

  constructor(options: MemoryActivationOptions) {
    this.#options = options;
  }

  async readMachine({ signal }: CallContext = {}): Promise<ThisMachine> {
    signal?.throwIfAborted();
    const { product, now, host } = this.#options;
    const signer = await this.#findOrMakeKey();
    const machineId = this.#machineId(signer);
    const nonce = encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
    const claims = {
      sub: machineId,
      aud: product,
      iat: now(),
      nonce,
      ...(host !== undefined && { host }),
    };
    const request = await signRequest(claims, signer);
    signal?.throwIfAborted();
    const requestFileName = licenseFileName({ aud: product, sub: machineId }).replace(/lic$/, 'req');
    return { product, machineId, requestFileName, request };
  }

  async readState({ signal }: CallContext = {}): Promise<ActivationState> {
    signal?.throwIfAborted();
    const { now, persisted = true } = this.#options;
    if (this.#licenses.size === 0 && !this.#isKeyLost) {
      return { verdict: undefined, license: undefined, daysLeft: 0, next: undefined, persisted };
    }
    const signer = await this.#findOrMakeKey();
    const judgments = await Promise.all(
      [...this.#licenses.values()].map((text) => this.#judge(text, signer)),
    );
    if (this.#isSteady()) this.#seen.local = Math.max(this.#seen.local, now());
    signal?.throwIfAborted();
    return { ...choose(judgments, now()), persisted };
  }

  async activate(file: string | Uint8Array, { signal }: CallContext = {}): Promise<ActivationOutcome> {
    signal?.throwIfAborted();
    const signer = await this.#findOrMakeKey();
    const { verdict, usable } = await this.#judge(file, signer);
    signal?.throwIfAborted();
    if (!usable) return { verdict, stored: false };
    const text = typeof file === 'string' ? file : new TextDecoder().decode(file);
    this.#licenses.set(usable.jti, text);
    this.#change();
    return { verdict, stored: true };
  }

  async remove(jti: string, { signal }: CallContext = {}): Promise<void> {
    signal?.throwIfAborted();
    this.#licenses.delete(jti);
    this.#change();
  }

  async startAnew({ signal }: CallContext = {}): Promise<ThisMachine> {
    signal?.throwIfAborted();
    if (this.#signer) throw new LatchkeyError('exists', 'The device key is sound, so no new one was made.');
    this.#signer = await newSigner();
    this.#isKeyLost = false;
    this.#change();
    return this.readMachine();
  }

  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed);
    return () => this.#subscribers.delete(changed);
  }

  /** What a browser does whose site data somebody deletes in part. */
  loseKey(): void {
    this.#isKeyLost = true;
    this.#signer = undefined;
    this.#change();
  }

  /** The steps of *Verifying* in docs/license-format.md: license and signature, then the clock, then the device key. */
  async #judge(file: string | Uint8Array, signer: Signer): Promise<Judgment> {
    const { keys, product, now } = this.#options;
    const verdict = verifyLicense(file, { keys, product, machineId: this.#machineId(signer), now: now() });
    const { license } = verdict;
    if (!license || !(verdict.ok || verdict.reason === 'not-yet-valid')) return { verdict };
    // One signed later than all before puts a clock right that was ahead by mistake.
    if (license.iat > this.#seen.signed) this.#seen = { signed: license.iat, local: license.iat };
    const timed = withClock(verdict, this.#isSteady());
    const isProven = !needsPossession(license) || (await prove(license, signer));
    const isUsable = isProven && (timed.ok || timed.reason === 'not-yet-valid');
    return { verdict: withPossession(timed, isProven), ...(isUsable && { usable: license }) };
  }

  #isSteady(): boolean {
    return this.#options.now() >= Math.max(this.#seen.local, this.#seen.signed) - TOLERANCE;
  }

  #machineId({ kid }: Signer): string {
    const { product, machineId } = this.#options;
    return machineId ?? machineIdFromDevice({ product, jkt: kid });
  }

  async #findOrMakeKey(): Promise<Signer> {
    if (this.#isKeyLost) {
      throw new LatchkeyError('device-key-lost', 'The device key is gone. No new key was made.');
    }
    // Made once: a second call may come while the first one is making it.
    const made = await newSigner();
    return (this.#signer ??= made);
  }

  #change(): void {
    for (const changed of this.#subscribers) changed();
  }
}

/** Has the device key sign a fresh challenge, and asks whether it is the key that the license names. */
async function prove({ jti, cnf }: LicenseClaims, signer: Signer): Promise<boolean> {
  if (cnf && cnf.jkt !== signer.kid) return false;
  const message = possessionMessage(jti, crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES)));
  return verifySignature(signer.publicKey, message, await signer.sign(message));
}

/** The license that ends last counts; where none is valid, the verdict that came furthest is told. */
function choose(judgments: readonly Judgment[], now: number): Omit<ActivationState, 'persisted'> {
  const rank = (verdict: Verdict) => (verdict.ok ? REASONS.length : REASONS.indexOf(verdict.reason));
  const [verdict] = judgments
    .map((judgment) => judgment.verdict)
    .toSorted((a, b) => rank(b) - rank(a) || (b.license?.exp ?? 0) - (a.license?.exp ?? 0));
  const license = verdict?.ok ? verdict.license : undefined;
  const [next] = judgments
    .flatMap(({ verdict: { ok }, usable }) => (usable && !ok ? [usable] : []))
    .toSorted((a, b) => a.nbf - b.nbf);
  const daysLeft = license ? Math.ceil((license.exp - now) / DAY) : 0;
  return { verdict, license, daysLeft, next };
}
