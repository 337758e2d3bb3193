import type { LicenseClaims, Question, Reason } from '@latchkey/core';

/** What a reader must answer. */
type Expected = 'ok' | Reason;

/** One entry of corpus.json: a file, what is odd about it, and the one right answer. */
export interface VectorEntry {
  /** Path below tests/vectors. */
  readonly file: string;
  /** SHA-256 of the file in hexadecimal, so that a checkout which converted line ends is found out. */
  readonly sha256: string;
  /** What is wrong with the file, or what a reader has to put up with. One sentence. */
  readonly fault: string;
  readonly expected: Expected;
  /** The step of *Verifying* that refuses; 0 where none does. */
  readonly step: number;
  /** The question put to the verifier, with keys.json as its key set. */
  readonly question: Question;
  /** For `ok`: the claims a reader hands out, unknown ones left out. */
  readonly claims?: LicenseClaims;
  /** True where the signature satisfies the equation with cofactor, which is not the one to use. */
  readonly cofactored?: true;
}

/** A JWKS and whether it must load. */
export interface KeySetEntry {
  readonly name: string;
  readonly fault: string;
  readonly expected: 'ok' | 'key-set-invalid';
  readonly jwks: unknown;
}

/** The whole of corpus.json. */
export interface CorpusFile {
  readonly format: 'latchkey-vectors-1';
  /** The JWKS that every vector is verified with, a path below tests/vectors. */
  readonly keys: string;
  readonly keySets: readonly KeySetEntry[];
  readonly vectors: readonly VectorEntry[];
}

/** A vector before it has a file. */
export interface Draft {
  readonly name: string;
  readonly fault: string;
  readonly expected: Expected;
  readonly step: number;
  /** The bytes of the file; text stands for its UTF-8. */
  readonly content: string | Uint8Array;
  /** What differs from the usual question. */
  readonly question?: Partial<Question>;
  readonly claims?: LicenseClaims;
  readonly cofactored?: true;
}

/** Makes drafts that share a reason and a step from rows of name, fault, content and, if need be, question. */
export function refused(
  expected: Reason,
  step: number,
  rows: readonly (readonly [name: string, fault: string, content: string | Uint8Array, Partial<Question>?])[],
): Draft[] {
  return rows.map(([name, fault, content, question]) => ({
    name,
    fault,
    expected,
    step,
    content,
    ...(question && { question }),
  }));
}
