import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './wasm.js';

/**
 * Builds the engine anew, in a folder of its own, by the generator and the compiler that `npm run build` uses.
 *
 * @param entry AssemblyScript to compile instead of index.ts; the exports of that are in './abi' then
 * @returns the folder; the caller removes it
 */
export async function buildCopy(entry?: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-engine-'));
  const copy = path.join(folder, 'assembly');
  mkdirSync(path.join(copy, 'dist'), { recursive: true });
  for (const part of ['src', 'package.json', 'dist/generate']) {
    cpSync(path.join(ROOT, 'assembly', part), path.join(copy, part), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  if (entry !== undefined) {
    renameSync(path.join(copy, 'src/index.ts'), path.join(copy, 'src/abi.ts'));
    writeFileSync(path.join(copy, 'src/index.ts'), entry);
  }
  // In another folder than `npm run build`: where it is built must not matter.
  await promisify(execFile)(process.execPath, [path.join(copy, 'dist/generate/main.js')], { cwd: folder });
  return folder;
}
