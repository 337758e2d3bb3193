import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeToken } from '@latchkey/core';
import { expect, it } from 'vitest';

const README = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');

it('the example in the README issues a license', async () => {
  const [, code = ''] = /```js\n([^]*?)```/.exec(README) ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-readme-'));
  const body = code
    .replaceAll(/^import (\{[^}]*\}) from ('.*');$/gm, 'const $1 = await load($2);')
    .replace("'ledger.db'", JSON.stringify(path.join(folder, 'ledger.db')));
  expect(body).toContain("load('@latchkey/issuer')");
  const load = (name: string): Promise<unknown> => MODULES[name]?.() ?? Promise.reject(new Error(name));
  const printed: string[] = [];
  const AsyncFunction = (async () => undefined).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>;
  try {
    await new AsyncFunction('load', 'console', body)(load, {
      log: (...words: string[]) => printed.push(...words),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  const [name = '', text = ''] = printed;
  expect(name).toMatch(/^KSE_kse1q\w+\.lic$/);
  expect(decodeToken(text, 'license+jwt')).toMatchObject({ ok: true });
});

const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  '@latchkey/crypto': () => import('@latchkey/crypto'),
  '@latchkey/issuer': () => import('./index.js'),
  'node:crypto': () => import('node:crypto'),
};
