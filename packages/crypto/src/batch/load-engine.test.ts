import { setFlagsFromString } from 'node:v8';
import plain from '@latchkey/assembly/plain';
import fma from '@latchkey/assembly/fma';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadEngine, type EngineBuilds } from './load-engine.js';

// Node 20 has relaxed SIMD behind a flag; later ones have it, and know the flag no more.
if (process.version.startsWith('v20')) setFlagsFromString('--experimental-wasm-relaxed-simd');
const OPTIONS = { window: 5, keys: 1 };
const builds = (bytes: Record<'fma' | 'plain', string>): EngineBuilds => ({
  fma: () => Promise.resolve({ default: bytes.fma }),
  plain: () => Promise.resolve({ default: bytes.plain }),
});

/** The build with one bit of SHA-512's constants flipped: it runs, and is wrong. */
function damage(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  // The seventeenth constant of FIPS 180-4 §4.2.3, as it lies in memory.
  const place = bytes.indexOf(Buffer.from('e49b69c19ef14ad2', 'hex').toReversed());
  expect(place).toBeGreaterThan(0);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  return bytes.toString('base64');
}

describe('loadEngine', () => {
  it('takes the build with fused multiply-add where it works', async () => {
    expect(await loadEngine(undefined, OPTIONS)).toMatchObject({ build: 'fma' });
  });

  it('takes the one that is asked for', async () => {
    expect(await loadEngine('plain', OPTIONS)).toMatchObject({ build: 'plain' });
  });

  it('goes on to the next where a build gives wrong answers, as without fusing', async () => {
    const wrong = builds({ fma: damage(fma), plain });
    expect(await loadEngine(undefined, OPTIONS, wrong)).toMatchObject({ build: 'plain' });
  });

  it('goes on to the next where a build is nothing that this host can run', async () => {
    expect(await loadEngine(undefined, OPTIONS, builds({ fma: 'AAAA', plain }))).toMatchObject({
      build: 'plain',
    });
  });

  it('finds none where none works', async () => {
    expect(await loadEngine(undefined, OPTIONS, builds({ fma: '', plain: damage(plain) }))).toBeUndefined();
  });

  describe('in a host that', () => {
    afterEach(() => vi.unstubAllGlobals());

    it('has no WebAssembly finds none, so that JavaScript goes on alone', async () => {
      vi.stubGlobal('WebAssembly', undefined);
      expect(await loadEngine(undefined, OPTIONS)).toBeUndefined();
    });

    it('forbids to compile, as a content security policy does, finds none', async () => {
      const { validate } = (globalThis as unknown as { WebAssembly: { validate: () => boolean } })
        .WebAssembly;
      const compile = () => Promise.reject(new Error('refused by the content security policy'));
      vi.stubGlobal('WebAssembly', { validate, compile });
      expect(await loadEngine(undefined, OPTIONS)).toBeUndefined();
    });
  });
});
