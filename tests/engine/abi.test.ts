import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import checksums from '../../assembly/checksums.json' with { type: 'json' };
import { buildCopy } from './build.js';
import { BUILDS, LEAST_PAGES, load, type Abi, type Build } from './host.js';
import { DIST, instantiate, ROOT, wasm } from './wasm.js';

const bytesOf = (build: Build, folder = DIST) => readFileSync(path.join(folder, `${build}.wasm`));
const exportsOf = (build: Build) => wasm.Module.exports(load(build));
const DOC = readFileSync(path.join(ROOT, 'docs/wasm-abi.md'), 'utf8');
/** Name and signature, from the table. */
const DOCUMENTED = [...DOC.matchAll(/^\| `(\w+)` +\| (.+?) +\| .+ \|$/gm)].map(
  ([, name = '', signature = '']) => ({
    name,
    signature: signature.replaceAll('`', ''),
  }),
);

describe.each(BUILDS)('the build %s', (build) => {
  it('exports what docs/wasm-abi.md lists, and nothing else', () => {
    expect(
      exportsOf(build)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(DOCUMENTED.map(({ name }) => name).toSorted());
    expect(exportsOf(build)).toEqual(exportsOf('fma'));
  });

  it('has the parameters and the numbers that are listed', () => {
    const { exports } = instantiate<Record<string, unknown>>(load(build), LEAST_PAGES);
    for (const { name, signature } of DOCUMENTED) {
      const { kind } = exportsOf(build).find((entry) => entry.name === name) ?? { kind: 'nothing' };
      if (kind === 'memory') expect(signature).toBe('memory');
      else if (kind === 'function') {
        const parameters = /^\((.*)\) → \w+$/.exec(signature)?.[1]?.split(', ').filter(Boolean);
        expect((exports[name] as () => number).length, name).toBe(parameters?.length);
      } else {
        const { BLOCK } = exports as unknown as Abi;
        const [factor = NaN, block = 1] = signature
          .replace('−', '-')
          .split(' · ')
          .map((x) => (x === 'BLOCK' ? BLOCK.value : Number(x)));
        expect((exports[name] as Abi['OK']).value, name).toBe(factor * block);
      }
    }
  });

  it('imports its memory and nothing else, 8 pages or more, and runs nothing at the start', () => {
    expect(wasm.Module.imports(load(build))).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    const sections = sectionsOf(bytesOf(build));
    expect(sections.map(({ id }) => id)).toContain(CODE);
    expect(sections.map(({ id }) => id)).not.toContain(START);
    expect(() => instantiate(load(build), LEAST_PAGES - 1)).toThrow(/memory/);
    const fresh = instantiate<Abi>(load(build), LEAST_PAGES).exports;
    expect([fresh.recordsAt(), fresh.slowCount(), fresh.zeroCount()]).toEqual([0, 0, 0]);
  });

  it('is pinned by assembly/checksums.json', () => {
    const hash = createHash('sha256').update(bytesOf(build)).digest('hex');
    expect(checksums[`${build}.wasm`]).toBe(hash);
    expect(Object.keys(checksums)).toEqual(BUILDS.map((name) => `${name}.wasm`).toSorted(byRelease));
  });

  it('is the same as text in its JavaScript module', () => {
    const text = readFileSync(path.join(DIST, `${build}.js`), 'utf8');
    expect(text).toContain(`export default '${bytesOf(build).toString('base64')}';`);
  });
});

it.each(['fma', 'plain'] as const)('%s has at most 90,000 bytes, and 30,000 compressed', (build) => {
  expect(bytesOf(build).length).toBeLessThanOrEqual(90_000);
  expect(brotliCompressSync(bytesOf(build)).length).toBeLessThanOrEqual(30_000);
});

it('only fma needs relaxed SIMD', () => {
  const opcodes = (build: Build) => bytesOf(build).toString('latin1').split(RELAXED_MADD).length - 1;
  expect(opcodes('fma')).toBeGreaterThan(100);
  expect(opcodes('plain')).toBe(0);
});

describe('a build in another folder', async () => {
  const folder = await buildCopy();
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(BUILDS)('gives %s, byte for byte', (build) => {
    expect(Buffer.compare(bytesOf(build, path.join(folder, 'assembly/dist')), bytesOf(build))).toBe(0);
  });
});

// WebAssembly core specification §5.5: identifiers of sections. Relaxed SIMD: f64x2.relaxed_madd is fd 107, in LEB128.
const [START, CODE] = [8, 10];
const RELAXED_MADD = Buffer.of(0xfd, 0x87, 0x02).toString('latin1');

/** The sections of a module: each is a byte for its kind, and its length in LEB128. */
function sectionsOf(bytes: Buffer): { id: number; length: number }[] {
  const sections = [];
  for (let at = 8; at < bytes.length;) {
    const id = bytes.readUInt8(at++);
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes.readUInt8(at++);
      length += (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    sections.push({ id, length });
    at += length;
  }
  return sections;
}

/** The order in which the generator builds: each release before its debug build. */
function byRelease(a: string, b: string): number {
  return a.split(/[-.]/, 1).join() === b.split(/[-.]/, 1).join() ? a.length - b.length : a < b ? -1 : 1;
}
