import type { ReactiveElement } from 'lit';
import { intentionKey } from '../../shared/intention-key.js';
import { Step } from '../../shared/step.js';
import type { ListSource } from '../list-host.js';
import type { ListScope } from '../list-query.js';
import { addTallies, NO_TALLY, tallyOf, type Tally } from './tally.js';
import { splitTable, type TablePart } from './split-table.js';

/** Where an import stands. `done` and `total` are rows. */
export type ImportPhase =
  | { readonly name: 'idle'; readonly isEmpty: boolean }
  | { readonly name: 'checking'; readonly done: number; readonly total: number }
  /** `isRecount`: something was confirmed before, and the numbers were not true any more. */
  | { readonly name: 'checked'; readonly tally: Tally; readonly isRecount: boolean }
  | {
      readonly name: 'importing';
      readonly done: number;
      readonly total: number;
      readonly isStopping: boolean;
    }
  | { readonly name: 'imported'; readonly tally: Tally; readonly done: number; readonly total: number }
  | {
      readonly name: 'failed';
      readonly error: unknown;
      readonly wasImporting: boolean;
      readonly created: number;
    };

/** What an element wants to hear. */
export interface ImportListener {
  changed(phase: ImportPhase): void;
  /** Rows were imported: all, or up to where it stopped or failed. */
  imported(created: number): void;
}

/** A piece of the table on its way. */
interface Piece extends TablePart {
  /** What the dry run said, which the confirmation repeats. */
  create: number;
  /** One for each time that a person confirms. */
  key: string;
  tally?: Tally;
}

/** One step of an import. */
interface Stage {
  work(signal: AbortSignal): Promise<void>;
  again(): void;
  done(): void;
  /** Of what may have created something. True where it goes on by itself. */
  failed?(error: unknown): boolean;
}

/**
 * Imports a table in pieces: a dry run of all, then, once a person has confirmed the numbers, each piece for real. A
 * piece is imported whole or not at all. What fails is tried again with the key that it had, so nothing is created twice.
 */
export class ImportRun {
  readonly #source: ListSource;
  readonly #listener: ImportListener;
  readonly #step: Step;
  #pieces: Piece[] = [];
  #phase: ImportPhase = { name: 'idle', isEmpty: false };
  #mayGoOn = true;
  #again: () => void = () => undefined;
  readonly #imported = new Set<Piece>();

  constructor(host: ReactiveElement, source: ListSource, listener: ImportListener) {
    this.#source = source;
    this.#listener = listener;
    this.#step = new Step(host);
  }

  get phase(): ImportPhase {
    return this.#phase;
  }

  /** Tries again what failed. */
  again(): void {
    this.#again();
  }

  /** Ends everything; what is on its way reaches nobody. */
  abort(): void {
    this.#step.abort();
    this.#become({ name: 'idle', isEmpty: false });
  }

  /** Dry run of a whole table. */
  check(table: string): void {
    this.#become({ name: 'checking', done: 0, total: 0 });
    this.#run({
      work: async (signal) => {
        this.#pieces = (await splitTable(table, signal)).map((part) => ({ ...part, create: 0, key: '' }));
        await this.#dryRun(signal);
      },
      again: () => this.check(table),
      done: () => {
        if (this.#pieces.length === 0) this.#become({ name: 'idle', isEmpty: true });
        else this.#become({ name: 'checked', tally: sum(this.#open), isRecount: false });
      },
    });
  }

  /** Imports what was checked. */
  confirm(): void {
    for (const piece of this.#open) piece.key = intentionKey();
    this.#import();
  }

  /** Stops an import after the piece that is on its way: nobody could say what became of that one. */
  stop(): void {
    this.#mayGoOn = false;
    if (this.#phase.name === 'importing') this.#tellProgress();
  }

  get #open(): Piece[] {
    return this.#pieces.filter((piece) => !this.#imported.has(piece));
  }

  #import(): void {
    const before = this.#created;
    const tell = () => {
      if (this.#created > before) this.#listener.imported(this.#created - before);
    };
    this.#mayGoOn = true;
    this.#tellProgress();
    this.#run({
      work: async (signal) => {
        for (const piece of this.#open) {
          if (!this.#mayGoOn) return;
          await this.#importPiece(piece, signal);
          this.#imported.add(piece);
          this.#tellProgress();
        }
      },
      again: () => this.#import(),
      done: () => {
        tell();
        this.#become({ name: 'imported', tally: sum([...this.#imported]), ...this.#progress });
      },
      failed: (error) => {
        tell();
        if (!hasChanged(error)) return false;
        this.#checkAgain();
        return true;
      },
    });
  }

  /** Meanwhile another number would be created: a person has to see it before it is done. */
  #checkAgain(): void {
    this.#run({
      work: (signal) => this.#dryRun(signal),
      again: () => this.#checkAgain(),
      done: () => this.#become({ name: 'checked', tally: sum(this.#open), isRecount: true }),
    });
  }

  async #importPiece(piece: Piece, signal: AbortSignal): Promise<void> {
    const { create: confirmation, csv, key } = piece;
    if (confirmation === 0) return;
    const { backend, scope } = this.#source;
    const outcome = await backend.importTable({ ...requestOf(scope, csv), confirmation }, { key, signal });
    signal.throwIfAborted();
    piece.tally = tallyOf(piece, outcome);
  }

  async #dryRun(signal: AbortSignal): Promise<void> {
    const { backend, scope } = this.#source;
    const total = countRows(this.#open);
    let done = 0;
    for (const piece of this.#open) {
      this.#become({ name: 'checking', done, total });
      const outcome = await backend.importTable(requestOf(scope, piece.csv), { signal });
      signal.throwIfAborted();
      piece.tally = tallyOf(piece, outcome);
      piece.create = outcome.create;
      done += piece.rows;
    }
  }

  #run({ work, again, done, failed }: Stage): void {
    void this.#step.run(work, {
      done,
      failed: (error) => {
        if (failed?.(error)) return;
        this.#again = again;
        this.#become({ name: 'failed', error, wasImporting: failed !== undefined, created: this.#created });
      },
    });
  }

  get #created(): number {
    return sum([...this.#imported]).create;
  }

  get #progress(): { readonly done: number; readonly total: number } {
    return { done: countRows([...this.#imported]), total: countRows(this.#pieces) };
  }

  #tellProgress(): void {
    this.#become({ name: 'importing', ...this.#progress, isStopping: !this.#mayGoOn });
  }

  #become(phase: ImportPhase): void {
    this.#phase = phase;
    this.#listener.changed(phase);
  }
}

function requestOf({ organizationId, licenseId }: ListScope, csv: string) {
  return { organizationId, ...(licenseId !== undefined && { licenseId }), csv };
}

function hasChanged(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 'confirmation-missing';
}

function countRows(pieces: readonly Piece[]): number {
  return pieces.reduce((count, { rows }) => count + rows, 0);
}

function sum(pieces: readonly Piece[]): Tally {
  return pieces.reduce((whole, { tally = NO_TALLY }) => addTallies(whole, tally), NO_TALLY);
}
