import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ConsoleMessage, type Page } from '@playwright/test';
import { uuidV7 } from '@latchkey/core';
import { createSigner, issuerJwk, signLicense } from '@latchkey/crypto';
import { build } from 'rolldown';
import { BROWSER_TYPES, launchOptions, type BrowserName } from './launch.js';
import type { Found } from './site/kept-licenses.js';

// Licenses in a browser whose process is killed while it stores some. The tests of packages/device take away pages only.

const PAGE = path.join(import.meta.dirname, 'site/kept-licenses.ts');
const KILLS = 5;
const BATCH = 200;
const NOW = Math.floor(Date.now() / 1000);

let site: { readonly url: string; close(): void };

test.beforeAll(async () => {
  const { output } = await build({
    input: PAGE,
    write: false,
    platform: 'browser',
    output: { format: 'esm' },
  });
  site = await serve(output[0].code);
});
test.afterAll(() => site.close());

test('a browser killed while it stores licenses has each whole or not at all, and the same key', async ({
  browserName,
}) => {
  test.setTimeout(240_000);
  const name = browserName as BrowserName;
  const profile = mkdtempSync(path.join(tmpdir(), 'latchkey-profile-'));
  const signer = await createSigner(crypto.getRandomValues(new Uint8Array(32)));
  const keys = { keys: [issuerJwk(signer.publicKey)] };
  const issued = new Map<string, string>();
  const acknowledged = new Set<string>();
  let machineId: string | undefined;
  try {
    for (let kill = 0; kill <= KILLS; kill++) {
      const context = await BROWSER_TYPES[name].launchPersistentContext(profile, launchOptions(name));
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(site.url);
      const found = await open(page, keys);
      machineId ??= found.machineId;
      expect(found.machineId).toBe(machineId);
      for (const [id, text] of found.licenses) expect(text, `${id} is whole`).toBe(issued.get(id));
      expect(found.licenses.map(([id]) => id)).toEqual(expect.arrayContaining([...acknowledged]));
      expect(found.inForce).toBe(found.licenses.length > 0);
      if (kill === KILLS) {
        await context.close();
        break;
      }
      const texts = await Promise.all(
        Array.from({ length: BATCH }, async () => {
          const jti = uuidV7(NOW * 1000, crypto.getRandomValues(new Uint8Array(10)));
          const text = await signLicense(claims(jti, found.machineId), signer);
          issued.set(jti, text);
          return [jti, text] as const;
        }),
      );
      const saving = new Promise<void>((resolve) => {
        page.on('console', (message: ConsoleMessage) => {
          acknowledged.add(message.text());
          // In the middle of a save, at another moment each time.
          if (message.text() === texts[3 + kill]?.[0]) setTimeout(resolve, Math.random() * 20);
        });
      });
      await store(page, texts);
      await saving;
      killAll(profile);
      await context.close().catch(() => undefined);
    }
    // Some saves had ended, and some had not: otherwise the moments say nothing.
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    expect(acknowledged.size).toBeLessThan(KILLS * BATCH);
  } finally {
    killAll(profile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

function claims(jti: string, machineId: string) {
  return {
    iss: 'https://licenses.example',
    sub: machineId,
    aud: 'KSE',
    jti,
    iat: NOW,
    nbf: NOW - 300,
    exp: NOW + 60 * 86_400,
    org: { id: 'org-7', name: 'Acme' },
    lic: 'LIC-1',
  };
}

/** Opens the storage in the page, and says what is found. */
function open(page: Page, keys: { readonly keys: readonly unknown[] }): Promise<Found> {
  return call(page, 'find', keys) as Promise<Found>;
}

/** Begins to store licenses one after the other; the page names each in its console when it is stored. */
async function store(page: Page, licenses: Found['licenses']): Promise<void> {
  await call(page, 'store', licenses);
}

function call(page: Page, name: 'find' | 'store', argument: unknown): Promise<unknown> {
  return page.evaluate(
    async (input) => {
      const address = '/page.js';
      const script = await import(address);
      return script[input.name](input.argument);
    },
    { name, argument },
  );
}

/** Kills every process that was started with this profile, as a power cut would. */
function killAll(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile))
        process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

async function serve(code: string) {
  const server = createServer(({ url }, response) => {
    if (url === '/page.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end('<!doctype html><html lang="en"><title>Latchkey</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
