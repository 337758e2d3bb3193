import type { LicenseClaims, Verdict } from '@latchkey/core';
import { licenseFolder, listLicenses } from './license-folder.js';
import { toSituation, type LicenseOptions, type MachineSituation } from './license-options.js';
import { judgeFiles } from './read-licenses.js';
import type { LicenseState, RefusedFile } from './shared/license-state.js';
import { secondsToWait } from './shared/seconds-to-wait.js';
import type { StoredFile } from './shared/stored-file.js';
import { systemTimer, type Timer } from './timer.js';

export interface OpenOptions extends LicenseOptions {
  /**
   * Called when another license counts, when the reason changes or when a day has passed. What it throws, or
   * rejects with, is kept in `problem`: a license check must not bring the product down.
   */
  readonly onChange?: ((state: LicenseState) => unknown) | undefined;
  /** Wakes the next look; the system's timer as it is. */
  readonly timer?: Timer | undefined;
}

/** The state of the licenses, kept up to date: each member says what the last look found. */
export interface OpenLicense extends LicenseState {
  /** What went wrong at the last look, if anything. The files read before are judged then, so time goes on. */
  readonly problem: unknown;
  /** Looks now, for example after `activate`. Never rejects. */
  refresh(): Promise<void>;
  /** Looks no more, and calls nobody. The members keep their last values. */
  close(): void;
}

/**
 * The one call for a product that wants to know whether it is licensed: looks at the stored licenses now, at
 * each moment at which one ends or takes over, and at least every hour.
 *
 * @example
 *   const license = await openLicense({ product: 'KSE', keys, onChange: (state) => show(state) });
 *   if (license.verdict?.ok) unlock(license.features);
 *
 * @throws LatchkeyError what `readLicenses` throws, for the first look only
 */
export async function openLicense(options: OpenOptions): Promise<OpenLicense> {
  const situation = await toSituation(options);
  const files = await listLicenses(licenseFolder(situation.machine));
  const state = await judgeFiles(situation, files);
  return new Watch(options, situation, files, state);
}

class Watch implements OpenLicense {
  readonly #onChange: (state: LicenseState) => unknown;
  readonly #timer: Timer;
  readonly #situation: MachineSituation;
  #files: readonly StoredFile[];
  #state: LicenseState;
  #problem: unknown;
  #cancel: () => void;
  #looks: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    { onChange, timer }: OpenOptions,
    situation: MachineSituation,
    files: readonly StoredFile[],
    state: LicenseState,
  ) {
    this.#onChange = onChange ?? (() => undefined);
    this.#timer = timer ?? systemTimer;
    this.#situation = situation;
    this.#files = files;
    this.#state = state;
    this.#cancel = this.#schedule();
  }

  get verdict(): Verdict | undefined {
    return this.#state.verdict;
  }

  get license(): LicenseClaims | undefined {
    return this.#state.license;
  }

  get features(): readonly string[] {
    return this.#state.features;
  }

  get daysLeft(): number {
    return this.#state.daysLeft;
  }

  get next(): LicenseClaims | undefined {
    return this.#state.next;
  }

  get refused(): readonly RefusedFile[] {
    return this.#state.refused;
  }

  get clockStored(): boolean {
    return this.#state.clockStored;
  }

  get machineId(): string {
    return this.#state.machineId;
  }

  get problem(): unknown {
    return this.#problem;
  }

  /** One look after the other, so that a late answer never overwrites a newer one. */
  refresh(): Promise<void> {
    this.#looks = this.#looks.then(() => this.#look());
    return this.#looks;
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #look(): Promise<void> {
    if (this.#closed) return;
    this.#cancel();
    this.#problem = undefined;
    const before = this.#state;
    try {
      const files = await this.#readFiles();
      const state = await judgeFiles(this.#situation, files);
      // It may have been closed meanwhile.
      if (this.#closed) return;
      this.#files = files;
      this.#state = state;
    } catch (error) {
      this.#problem = error;
    }
    if (this.#closed) return;
    this.#cancel = this.#schedule();
    if (differs(before, this.#state)) void this.#tell();
  }

  async #readFiles(): Promise<readonly StoredFile[]> {
    try {
      return await listLicenses(licenseFolder(this.#situation.machine));
    } catch (error) {
      this.#problem = error;
      return this.#files;
    }
  }

  #schedule(): () => void {
    return this.#timer(() => this.refresh(), Math.ceil(secondsToWait(this.#state) * 1000));
  }

  /** Not waited for: a product may well await `refresh` in it. */
  async #tell(): Promise<void> {
    try {
      await this.#onChange(this.#state);
    } catch (error) {
      this.#problem = error;
    }
  }
}

function differs(a: LicenseState, b: LicenseState): boolean {
  return a.license?.jti !== b.license?.jti || reasonOf(a) !== reasonOf(b) || a.daysLeft !== b.daysLeft;
}

function reasonOf({ verdict }: LicenseState): string {
  if (!verdict) return 'none';
  return verdict.ok ? 'ok' : verdict.reason;
}
