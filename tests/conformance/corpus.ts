import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VECTORS_DIRECTORY } from '../vectors/directory.js';
import type { CorpusFile, KeySetEntry, VectorEntry } from '../vectors/vector.js';

/** A vector with the bytes of its file. */
export interface Vector extends VectorEntry {
  readonly bytes: Uint8Array;
  /** The same as text, with a byte order mark kept; undefined where the bytes are not UTF-8. */
  readonly text: string | undefined;
}

export interface Corpus {
  readonly vectors: readonly Vector[];
  readonly keySets: readonly KeySetEntry[];
  /** The JWKS that each vector is verified with. */
  readonly jwks: unknown;
  /** The files that lie in tests/vectors/files, as `file` of a vector names them. */
  readonly files: readonly string[];
}

/** Reads the conformance corpus as it is committed. Every engine is tested with what this returns. */
export function loadCorpus(): Corpus {
  const read = (path: string) => readFileSync(join(VECTORS_DIRECTORY, path));
  const corpus = JSON.parse(read('corpus.json').toString()) as CorpusFile;
  return {
    vectors: corpus.vectors.map((entry) => {
      const bytes = new Uint8Array(read(entry.file));
      return { ...entry, bytes, text: decodeUtf8(bytes) };
    }),
    keySets: corpus.keySets,
    jwks: JSON.parse(read(corpus.keys).toString()),
    files: readdirSync(join(VECTORS_DIRECTORY, 'files')).map((name) => `files/${name}`),
  };
}

/** What is left of a file when everything that a reader drops is gone: BOM in front, ASCII white space. */
export function normalize(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text.replace(/^\xef\xbb\xbf/, '').replace(/[\t\n\f\r ]/g, '');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
