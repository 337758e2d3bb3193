import {
  DAY,
  decodeBase64url,
  type ActivationBackend,
  type ActivationOutcome,
  type ActivationState,
  type CallContext,
  type LicenseClaims,
  type Reason,
  type ThisMachine,
  type Verdict,
} from '@latchkey/core';
import { judge, MACHINE, NOW, OTHER_ID, refused } from './samples.js';

/** A license file of this back end: the claims as JSON. Nothing is signed, since elements know no signatures. */
export function fileOf(claims: LicenseClaims): string {
  return JSON.stringify(claims);
}

/** A file that is refused for this reason. */
export function refusedFile(reason: Reason, claims?: LicenseClaims): string {
  return JSON.stringify({ reason, claims });
}

/** The claims of a license file: they alone, or those of a token as `MemoryIssuingBackend` makes it. */
function claimsOf(text: string): string {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text.trim())?.[1];
  return payload === undefined ? text : new TextDecoder().decode(decodeBase64url(payload));
}

type Call = 'readMachine' | 'readState' | 'activate' | 'remove' | 'startAnew';

/** Licenses of a machine in memory: real verdicts of core, without a signature. */
export class MemoryActivationBackend implements ActivationBackend {
  machine: ThisMachine = MACHINE;
  now = NOW;
  persisted: boolean | undefined = true;
  /** What was called, in order; `activate` with the text it got. */
  readonly calls: string[] = [];
  /** The signals of the calls, in order. */
  readonly signals: (AbortSignal | undefined)[] = [];
  /** Awaited before a call answers: to hold it back, or to make it fail. */
  before: (call: Call) => unknown = () => undefined;
  /** Overrides what is judged. */
  state: ActivationState | undefined;

  readonly #stored = new Map<string, LicenseClaims>();
  readonly #subscribers = new Set<() => void>();

  constructor(...stored: readonly LicenseClaims[]) {
    for (const claims of stored) this.#stored.set(claims.jti, claims);
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  async readMachine(context?: CallContext): Promise<ThisMachine> {
    await this.#enter('readMachine', 'readMachine', context);
    return this.machine;
  }

  async readState(context?: CallContext): Promise<ActivationState> {
    await this.#enter('readState', 'readState', context);
    return this.state ?? this.#judgeStored();
  }

  async activate(file: string | Uint8Array, context?: CallContext): Promise<ActivationOutcome> {
    const text = typeof file === 'string' ? file : new TextDecoder().decode(file);
    await this.#enter('activate', `activate ${text}`, context);
    const verdict = this.#read(text);
    const stored = verdict.ok || (verdict.reason === 'not-yet-valid' && !text.includes('"reason"'));
    if (stored && verdict.license) this.#stored.set(verdict.license.jti, verdict.license);
    if (stored) this.change();
    return { verdict, stored };
  }

  async remove(jti: string, context?: CallContext): Promise<void> {
    await this.#enter('remove', `remove ${jti}`, context);
    this.#stored.delete(jti);
    this.change();
  }

  async startAnew(context?: CallContext): Promise<ThisMachine> {
    await this.#enter('startAnew', 'startAnew', context);
    this.machine = { ...MACHINE, machineId: OTHER_ID, requestFileName: `KSE_${OTHER_ID}.req` };
    this.change();
    return this.machine;
  }

  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed);
    return () => this.#subscribers.delete(changed);
  }

  /** Puts a license there and tells nobody, as another tab would before its message arrives. */
  store(claims: LicenseClaims): void {
    this.#stored.set(claims.jti, claims);
  }

  /** Tells whoever listens. */
  change(): void {
    for (const changed of this.#subscribers) changed();
  }

  async #enter(call: Call, entry: string, context?: CallContext): Promise<void> {
    this.calls.push(entry);
    this.signals.push(context?.signal);
    await this.before(call);
  }

  #read(text: string): Verdict {
    let read: unknown;
    try {
      read = JSON.parse(claimsOf(text));
    } catch {
      return refused('malformed');
    }
    const { reason, claims } = read as { reason?: Reason; claims?: LicenseClaims };
    return reason ? refused(reason, claims) : judge(read as LicenseClaims, this.now);
  }

  #judgeStored(): ActivationState {
    const verdicts = [...this.#stored.values()]
      .toSorted((a, b) => b.exp - a.exp)
      .map((claims) => judge(claims, this.now));
    const verdict = verdicts.find(({ ok }) => ok) ?? verdicts[0];
    const inForce = verdict?.ok ? verdict.license : undefined;
    const next = verdicts.find((other) => !other.ok && other.reason === 'not-yet-valid')?.license;
    return {
      verdict,
      license: inForce,
      daysLeft: inForce ? Math.ceil((inForce.exp - this.now) / DAY) : 0,
      next: inForce && next,
      persisted: this.persisted,
    };
  }
}
