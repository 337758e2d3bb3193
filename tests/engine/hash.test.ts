import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildCopy } from './build.js';
import { Arena, FREE } from './hashes/arena.js';
import { testBase64url } from './hashes/base64url.js';
import { testMachineIds } from './hashes/fingerprint.js';
import { ENTRY, PAGES, type Hashes } from './hashes/hashes.js';
import { testSha256 } from './hashes/sha256.js';
import { instantiate, load, wasm } from './wasm.js';

// One build for all, as it takes longer than the tests. No hash uses the field: one of the two will do.
const folder = await buildCopy(ENTRY);
const builds = (['plain', 'plain-debug'] as const).map((build) => ({
  mode: build === 'plain' ? 'release' : 'debug',
  module: load(build, path.join(folder, 'assembly/dist')),
}));
rmSync(folder, { recursive: true });

describe.each(builds)('$mode', ({ module }) => {
  it('imports nothing but memory, and its own data end before the arena', () => {
    const imports = wasm.Module.imports(module).map((wanted) => `${wanted.module}.${wanted.name}`);
    expect(imports).toEqual(['env.memory']);
    expect(instantiate<Hashes>(module, PAGES).exports.heapBase()).toBeLessThanOrEqual(FREE);
  });

  testSha256(new Arena(module));
  testMachineIds(new Arena(module));
  // Very many calls: only the neighbourhood of what they are given is watched.
  testBase64url(new Arena(module, FREE + 4096));
});
