import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from './corpus.js';
import { VECTORS_DIRECTORY } from './directory.js';

/**
 * Writes the conformance corpus: `node tests/dist/vectors/generate.js`. With `--check` it writes nothing, names
 * each file that is not as it would be written, and ends with status 1 if there is one.
 */
function main(args: readonly string[]): number {
  const files = buildCorpus();
  const folder = join(VECTORS_DIRECTORY, 'files');
  mkdirSync(folder, { recursive: true });
  const stale = readdirSync(folder).filter((name) => !files.has(`files/${name}`));
  if (args.includes('--check')) {
    const changed = [...files].filter(([path, bytes]) => !isAsWritten(path, bytes)).map(([path]) => path);
    const wrong = [...changed, ...stale.map((name) => `files/${name}`)];
    for (const path of wrong) console.error(`tests/vectors/${path} is not what the generator writes`);
    return wrong.length === 0 ? 0 : 1;
  }
  for (const name of stale) rmSync(join(folder, name));
  for (const [path, bytes] of files) writeFileSync(join(VECTORS_DIRECTORY, path), bytes);
  console.log(`${files.size} files written to tests/vectors`);
  return 0;
}

function isAsWritten(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(join(VECTORS_DIRECTORY, path)).equals(bytes);
  } catch {
    return false;
  }
}

process.exitCode = main(process.argv.slice(2));
