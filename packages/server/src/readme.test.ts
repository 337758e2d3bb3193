import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const README = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');

it('the example in the README serves until it is told to stop', async () => {
  const [, code = ''] = /```js\n([^]*?)```/.exec(README) ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-readme-'));
  const file = path.join(folder, 'ledger.db');
  const port = 20_000 + (process.pid % 20_000);
  // As it stands, but for a port and a file of its own.
  const body = code
    .replaceAll(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = await load($2);')
    .replace("'ledger.db'", JSON.stringify(file))
    .replaceAll('8080', String(port));
  expect(body).toContain("load('@latchkey/server')");
  const load = (name: string): Promise<unknown> => MODULES[name]?.() ?? Promise.reject(new Error(name));
  const printed: unknown[] = [];
  const program = new EventEmitter();
  const AsyncFunction = (async () => undefined).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>;
  const run = new AsyncFunction('load', 'console', 'process', body);
  await run(load, { log: (...words: unknown[]) => printed.push(...words) }, program);
  try {
    const url = `http://localhost:${port}`;
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ ok: true });
    const response = await fetch(`${url}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        token: printed.at(-1),
        email: 'ada@example.com',
        name: 'Ada',
        password: 'correct horse battery staple',
      }),
    });
    expect(await response.json()).toMatchObject({ isOperator: true });
    expect(existsSync(file)).toBe(true);
    program.emit('SIGTERM');
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  '@latchkey/crypto': () => import('@latchkey/crypto'),
  '@latchkey/issuer': () => import('@latchkey/issuer'),
  '@latchkey/server': () => import('./index.js'),
  'node:crypto': () => import('node:crypto'),
};
