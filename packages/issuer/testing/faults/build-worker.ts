import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const source = (folder: string) => path.join(ROOT, 'packages', folder, 'index.ts');

/** A program in a file of its own. */
export interface Program {
  readonly file: string;
  remove(): void;
}

/**
 * Makes one file of the sources that a worker runs. A process runs no TypeScript, and starts from one file four times as
 * fast as from the many of a build: that counts where it is killed a thousand times.
 */
export async function buildWorker(): Promise<Program> {
  // From there a program finds the packages that are not part of it.
  const cache = path.join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(path.join(cache, 'latchkey-faults-'));
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, 'worker.ts'),
    platform: 'node',
    external: [/^pg$/, /^@photostructure\//, /^@latchkey\/assembly\//],
    resolve: {
      alias: {
        '@latchkey/core': source('core/src'),
        '@latchkey/crypto/node': source('crypto/src/node'),
        '@latchkey/crypto': source('crypto/src'),
      },
    },
  });
  await bundle.write({ dir, format: 'esm', entryFileNames: 'worker.mjs' });
  await bundle.close();
  return { file: path.join(dir, 'worker.mjs'), remove: () => rmSync(dir, { recursive: true }) };
}
