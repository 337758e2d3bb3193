/** Rows of one statement: both databases limit its parameters. */
const CHUNK = 500;

/** A list in pieces that fit one statement. */
export function* inChunks<T>(values: readonly T[]): Generator<T[]> {
  for (let from = 0; from < values.length; from += CHUNK) yield values.slice(from, from + CHUNK);
}
