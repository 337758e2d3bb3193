import { DAY, RENEWAL_DAYS } from '@latchkey/core';
import { START } from '../ledger.js';

/** Days that a license lives, as the default policy says. */
const LIFE = 60;
export const MACHINES = 5;
/** The two licenses: seats at first, and the ends of their terms. */
export const LICENSES = [
  { quantity: 2, ends: START + 400 * DAY },
  { quantity: 1, ends: START + 90 * DAY },
] as const;

/** An offline license as the model knows it. */
export interface Issued {
  readonly seq: number;
  readonly machine: number;
  readonly license: number;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** Number of the one that it takes over from. */
  readonly predecessor?: number;
}

/** What a ledger holds. */
interface Contents {
  readonly quantities: number[];
  readonly rows: Map<number, Issued>;
  /** Until when a number that was given up keeps seats. */
  readonly writtenOff: Map<number, number>;
  /** Everything up to this number is known. */
  seq: number;
  /** A name for each audit entry: no two have the same. */
  audit: string[];
}

export type Outcome =
  { readonly ok: 'created' | 'existing'; readonly license: Issued } | { readonly refused: string };

/** A ledger in a hundred lines, without a database: what the real one is held against. */
export class Model implements Contents {
  now = START;
  quantities: number[] = LICENSES.map(({ quantity }) => quantity);
  rows = new Map<number, Issued>();
  writtenOff = new Map<number, number>();
  seq = 0;
  /** Creating the organization, and purchasing two licenses. */
  audit = ['made', 'bought', 'bought'];

  /** What is known outside of the database, which no backup brings back: all files, and the checkpoint. */
  readonly issued = new Map<number, Issued>();
  mark = { seq: 0, auditNumber: 0, entry: '' };
  backup: Contents | undefined;
  #entries = 0;

  used(license: number): number {
    const mine = [...this.rows.values()].filter((row) => row.license === license && row.exp > this.now);
    const lost = [...this.writtenOff.values()].filter((until) => until > this.now);
    return new Set(mine.map(({ machine }) => machine)).size + lost.length;
  }

  create(machine: number, license: number): Outcome {
    const mine = [...this.rows.values()].filter((row) => row.machine === machine && row.exp > this.now);
    const [existing] = mine.toSorted((a, b) => a.exp - b.exp);
    if (existing) return { ok: 'existing', license: existing };
    const { ends } = LICENSES[license] as (typeof LICENSES)[number];
    if (this.now >= ends) return { refused: 'term-over' };
    if (this.used(license) >= (this.quantities[license] ?? 0)) return { refused: 'no-seats' };
    return this.#issue({
      machine,
      license,
      nbf: this.now - 300,
      exp: Math.min(this.now + LIFE * DAY, ends),
    });
  }

  renew(seq: number): Outcome {
    const row = this.rows.get(seq);
    if (!row) return { refused: 'not-found' };
    const successor = [...this.rows.values()].find(({ predecessor }) => predecessor === seq);
    if (successor) return { ok: 'existing', license: successor };
    if (this.now >= row.exp) return { refused: 'already-ended' };
    if (this.now < row.exp - RENEWAL_DAYS * DAY) return { refused: 'not-renewable' };
    const { ends } = LICENSES[row.license] as (typeof LICENSES)[number];
    if (this.now >= ends || ends <= row.exp) return { refused: 'term-over' };
    if (this.used(row.license) > (this.quantities[row.license] ?? 0)) return { refused: 'no-seats' };
    const exp = Math.min(row.exp + LIFE * DAY, ends);
    return this.#issue({ machine: row.machine, license: row.license, nbf: row.exp, exp, predecessor: seq });
  }

  setQuantity(license: number, quantity: number): void {
    this.quantities[license] = quantity;
    this.#write();
  }

  save(): void {
    this.backup = copy(this);
  }

  restore(): void {
    if (this.backup) Object.assign(this, copy(this.backup));
  }

  /** Whether the log does not run through the entry of the checkpoint. */
  get isBroken(): boolean {
    const { auditNumber, entry } = this.mark;
    return auditNumber > 0 && this.audit[auditNumber - 1] !== entry;
  }

  /** Numbers that were issued and that the ledger does not know. */
  get missing(): number[] {
    const highest = Math.max(this.seq, this.mark.seq, ...this.rows.keys());
    const all = Array.from({ length: highest }, (_, i) => i + 1);
    return all.filter((seq) => !this.rows.has(seq) && !this.writtenOff.has(seq));
  }

  /** @param until what the real ledger said it keeps seats until, where it gave anything up */
  reconcile(files: readonly number[], giveUp: boolean, until: number): void {
    const back = files.filter((seq) => !this.rows.has(seq));
    for (const seq of back) {
      this.rows.set(seq, this.issued.get(seq) as Issued);
      this.writtenOff.delete(seq);
    }
    const { missing, isBroken } = this;
    if (back.length > 0 || isBroken) {
      const lost = isBroken ? Math.max(0, this.mark.auditNumber - this.audit.length) : 0;
      this.audit.push(...Array.from({ length: lost }, () => 'lost'));
      this.#write();
    }
    if (giveUp && missing.length > 0) {
      for (const seq of missing) this.writtenOff.set(seq, until);
      this.#write();
    }
    const left = giveUp ? [] : missing;
    const highest = Math.max(this.seq, this.mark.seq, ...this.rows.keys());
    this.seq = (left[0] ?? highest + 1) - 1;
    if (back.length > 0 || missing.length > 0 || isBroken) this.#keepMark();
  }

  #issue(plan: Omit<Issued, 'seq' | 'iat'>): Outcome {
    if (this.mark.seq > this.seq) return { refused: 'ledger-behind' };
    const isBroken = this.isBroken;
    this.seq++;
    const license = { ...plan, seq: this.seq, iat: this.now };
    this.rows.set(license.seq, license);
    this.issued.set(license.seq, license);
    this.#write();
    if (isBroken) this.mark = { ...this.mark, seq: this.seq };
    else this.#keepMark();
    return { ok: 'created', license };
  }

  #write(): void {
    this.audit.push(`entry ${this.#entries++}`);
  }

  #keepMark(): void {
    const seq = Math.max(this.mark.seq, this.seq);
    this.mark = { seq, auditNumber: this.audit.length, entry: this.audit.at(-1) ?? '' };
  }
}

function copy({ quantities, rows, writtenOff, seq, audit }: Contents): Contents {
  return {
    quantities: [...quantities],
    rows: new Map(rows),
    writtenOff: new Map(writtenOff),
    seq,
    audit: [...audit],
  };
}
