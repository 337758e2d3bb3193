import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';

/** Bytes, compressed: what a page loads for the whole client. */
const MOST = 4200;
const packages = path.join(import.meta.dirname, '../../..');

/** Bundles an entry as a page would load it, from the sources. */
async function bundle(entry: string): Promise<{ code: string; modules: string[] }> {
  const build = await rolldown({
    input: path.join(import.meta.dirname, entry),
    platform: 'browser',
    resolve: {
      alias: { '@latchkey/core': path.join(packages, 'core/src/index.ts') },
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  const modules = Object.entries(output[0].modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return { code: output[0].code, modules: modules.map(([file]) => path.relative(packages, file)) };
}

it('is small, and brings no validator and no cryptography into a page', async () => {
  const { code, modules } = await bundle('index.ts');
  expect(modules).toContain('api/src/client/send.ts');
  expect(modules.filter((file) => /node_modules|contract\/(schemas|routes)/.test(file))).toEqual([]);
  expect(gzipSync(code).length).toBeLessThan(MOST);
});

it('would be found out: the contract brings one', async () => {
  const { code, modules } = await bundle('../contract/index.ts');
  expect(modules.some((file) => file.includes('node_modules/zod'))).toBe(true);
  expect(gzipSync(code).length).toBeGreaterThan(MOST);
});
