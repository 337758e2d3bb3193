import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startService } from '../testing/service.js';
import { createClient } from './client/index.js';

const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');
const bytes = new TextEncoder().encode('a.b.c\n');

it('opens with an example that works', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { url, received } = await startService(
    { body: { organizations: [{ id: 'acme', name: 'Acme' }] } },
    {
      body: {
        licenses: [
          { id: 'lic-1', seats: { available: 0 } },
          { id: 'lic-2', seats: { available: 1 } },
        ],
      },
    },
    { body: { warnings: [] } },
    { status: 201, body: { offlineLicense: { id: 'new' }, existing: false } },
    {
      type: 'application/license+jwt',
      headers: { 'content-disposition': 'attachment; filename="KSE_kse1abcd.lic"' },
      body: bytes,
    },
  );
  const env = { LATCHKEY_URL: url, LATCHKEY_TOKEN: 'lkt_x', MACHINE_ID: 'kse1abcd' };
  await run(readCode(), {
    createClient,
    process: { env },
    writeFile: (name: string, content: Uint8Array) => writeFile(path.join(folder, name), content),
  });
  expect(received.map(({ method, url: target }) => `${method} ${target}`)).toEqual([
    'GET /api/v1/organizations',
    'GET /api/v1/organizations/acme/licenses',
    'POST /api/v1/organizations/acme/offline-licenses/preview',
    'POST /api/v1/organizations/acme/offline-licenses',
    'GET /api/v1/organizations/acme/offline-licenses/new/file',
  ]);
  expect(received.every(({ headers }) => headers.authorization === 'Bearer lkt_x')).toBe(true);
  expect(JSON.parse(received[3]?.body ?? '')).toEqual({
    licenseId: 'lic-2',
    machine: { machineId: 'kse1abcd' },
    confirmation: 'abcd',
  });
  expect(existsSync(path.join(folder, 'KSE_kse1abcd.lic'))).toBe(true);
  expect(new Uint8Array(readFileSync(path.join(folder, 'KSE_kse1abcd.lic')))).toEqual(bytes);
});

/** The first example, without its imports: the test hands in what they would bring. */
function readCode(): string {
  const [, code = ''] = /```js\n([^`]*?)```/.exec(readme) ?? [];
  const [imports, rest] = [code.match(/^import .*$/gm), code.replaceAll(/^import .*$/gm, '')];
  expect(imports).toEqual([
    "import { writeFile } from 'node:fs/promises';",
    "import { createClient } from '@latchkey/api/client';",
  ]);
  return rest;
}

async function run(code: string, names: Readonly<Record<string, unknown>>): Promise<void> {
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await (new AsyncFunction(...Object.keys(names), code)(...Object.values(names)) as unknown as Promise<void>);
}
