// Builds the engine: generates the kernels, compiles four modules and writes each as a file of bytes and as a
// JavaScript module that holds them, which every bundler, browser and Node can import alike. `npm run build`
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main as compile } from 'assemblyscript/asc';
import { writeField } from './constants.js';
import { fma } from './field-fma.js';
import { plain } from './field-plain.js';
import { writeScalar } from './scalar.js';
import { writeSha256 } from './sha256.js';
import { writeSha512 } from './sha512.js';

const root = path.resolve(import.meta.dirname, '../..');
const HEADER = '// Written by assembly/generate. Do not edit.\n';

/** Optimized without asserts, and barely optimized with them: the same tests run on both. */
const MODES = {
  release: ['-O3', '--noAssert'],
  // A failed assert traps: no import beside the memory.
  debug: ['-O1', '--debug', '--use', 'abort='],
};

const sums: Record<string, string> = {};
for (const field of [fma, plain]) {
  const sources = path.join(root, 'build', field.name);
  rmSync(sources, { recursive: true, force: true });
  mkdirSync(path.join(sources, 'generated'), { recursive: true });
  cpSync(path.join(root, 'src'), sources, { recursive: true });
  const files = {
    field: writeField(field),
    scalar: writeScalar(),
    sha256: writeSha256(),
    sha512: writeSha512(),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(sources, 'generated', `${name}.ts`), HEADER + text);
  }
  for (const [mode, flags] of Object.entries(MODES)) {
    const name = mode === 'release' ? field.name : `${field.name}-debug`;
    const bytes = await compileTo(
      path.join(root, 'dist', `${name}.wasm`),
      sources,
      flags,
      field.name === 'fma',
    );
    sums[`${name}.wasm`] = createHash('sha256').update(bytes).digest('hex');
    const encoded = bytes.toString('base64');
    writeFileSync(path.join(root, 'dist', `${name}.js`), `${HEADER}export default '${encoded}';\n`);
    writeFileSync(
      path.join(root, 'dist', `${name}.d.ts`),
      'declare const base64: string;\nexport default base64;\n',
    );
  }
}
writeFileSync(path.join(root, 'dist/checksums.json'), `${JSON.stringify(sums, undefined, 2)}\n`);

async function compileTo(out: string, sources: string, flags: string[], relaxed: boolean): Promise<Buffer> {
  const features = ['--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : [])];
  // The host hands over fresh memory, which is zero: scratch needs no bytes in the module.
  const memory = ['--importMemory', '--zeroFilledMemory', '--initialMemory', '8', '--memoryBase', '1024'];
  const { error, stderr } = await compile(
    // From the folder of the sources: names in a debug build are paths, and must not tell where it was built.
    [
      'index.ts',
      '--baseDir',
      sources,
      '--outFile',
      out,
      '--runtime',
      'stub',
      ...features,
      ...memory,
      ...flags,
    ],
    {},
  );
  if (error) throw new Error(`asc: ${error.message}\n${stderr.toString()}`);
  return readFileSync(out);
}
