import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DATABASES } from '../../packages/issuer/testing/databases.js';
import { machineOf } from '../../packages/issuer/testing/ledger.js';
import { latchkey, ROOT } from '../support/cli.js';
import { startService, type RunningService } from '../support/service.js';
import { startNginx, type Answer, type Ask } from './nginx.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/issuing.md'), 'utf8');
const [, CONFIGURATION = ''] = /^```nginx\n([\s\S]*?)^```$/m.exec(GUIDE) ?? [];
const BASE_URL = 'https://licenses.example.com';
const PASSWORD = 'a password for the test';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-nginx-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
let services: [RunningService, RunningService];
let ask: Ask;
let cookie: string;
let licenseId: string;

const json = (answer: Answer) => JSON.parse(answer.text) as Record<string, never>;
const api = (method: string, where: string, body?: object, headers = {}) =>
  ask(method, `/api/v1${where}`, body, { cookie, ...headers });
const create = (n: number) =>
  api('POST', '/organizations/acme/offline-licenses', {
    licenseId,
    machine: { machineId: machineOf(n) },
    confirmation: machineOf(n).slice(-4),
  });
const cookieOf = ({ headers }: Answer) => String(headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';

beforeAll(async () => {
  const [, postgres] = DATABASES as [never, (typeof DATABASES)[number]];
  const { place, drop } = await postgres.create();
  ends.push(drop);
  const ledger = ['--database-url', 'url' in place ? place.url : '', '--data', 'keys'];
  const admin = (...args: string[]) => {
    const { status, stdout, stderr } = latchkey(['admin', ...args, ...ledger], { cwd: folder });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  expect(latchkey(['keys', 'new', '--out', 'issuer.key.json'], { cwd: folder }).status).toBe(0);
  const args = ['--key', 'issuer.key.json', '--base-url', BASE_URL, '--trust-proxy', ...ledger];
  const first = await startService(args, { cwd: folder });
  services = [first, await startService(args, { cwd: folder })];
  ends.push(() => Promise.all(services.map((service) => service.stop())));
  const nginx = await startNginx(folder, CONFIGURATION, [services[0].port, services[1].port]);
  ends.push(nginx.stop);
  ask = nginx.ask;

  admin('product', 'create', 'KSE', '--name', 'Studio');
  admin('org', 'create', 'acme', '--name', 'Acme');
  const terms = ['--product', 'KSE', '--name', 'Yearly', '--quantity', '3', '--ends', '2099-12-31'];
  licenseId = /lic-\w+/.exec(admin('license', 'create', '--org', 'acme', ...terms))?.[0] ?? '';
  const link = admin(
    'invite',
    'create',
    '--org',
    'acme',
    '--email',
    'ada@acme.example',
    '--base-url',
    BASE_URL,
  );
  const token = link.trim().split('#')[1];
  cookie = '';
  const joined = await api('POST', '/invites/accept', { token, name: 'Ada', password: PASSWORD });
  expect(joined.status, joined.text).toBe(201);
}, 60_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

it('a session that begins at one process is one at the other, and its cookie never travels in the clear', async () => {
  const signedIn = await api('POST', '/session', { email: 'ada@acme.example', password: PASSWORD });
  expect(signedIn.status, signedIn.text).toBe(201);
  expect(signedIn.headers['set-cookie']?.[0]).toMatch(/^__Host-.*; Secure; HttpOnly/);
  cookie = cookieOf(signedIn);
  for (let i = 0; i < 6; i++) expect((await api('GET', '/session')).status).toBe(200);
  // Both of them had a share.
  const shares = services.map(
    (service) => service.output().match(/"GET \/session","status":200/g)?.length ?? 0,
  );
  expect(
    shares.every((share) => share > 0),
    String(shares),
  ).toBe(true);
});

it('what is issued by one process is seen by all, once each', async () => {
  const answers = [await create(1), await create(1), await create(1)];
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
  expect(new Set(answers.map((answer) => answer.text.match(/"id":"([\w-]+)"/)?.[1])).size).toBe(1);
  for (let i = 0; i < 4; i++) {
    const list = await api('GET', '/organizations/acme/offline-licenses');
    expect(json(list).offlineLicenses).toHaveLength(1);
  }
});

it('forty callers at once get the two seats that are left', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => create(100 + n)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(2);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map((answer) => json(answer).code))).toEqual(new Set(['no-seats']));
});

it('the log has the address of who called, whatever that one claims', async () => {
  await api('GET', '/products', undefined, { 'x-forwarded-for': '203.0.113.9' });
  const read = () => services.map((service) => service.output()).join('');
  const log = await vi.waitFor(() => {
    expect(read()).toContain('"route":"GET /products"');
    return read();
  });
  expect(log).not.toContain('203.0.113.9');
  expect(log).toContain('"address":"127.0.0.1"');
});

it('headers come once, metrics stay inside, and too much is refused', async () => {
  const { headers } = await ask('GET', '/api/docs');
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
  expect((await ask('GET', '/metrics')).status).toBe(404);
  const answer = await api('POST', '/session', { email: 'x'.repeat(1_000_000) });
  expect([answer.status, json(answer).code]).toEqual([413, 'too-large']);
  expect((await ask('POST', '/api/v1/session', `"${'x'.repeat(5_000_000)}"`)).status).toBe(413);
});

it('a process that stops costs nobody a request', { timeout: 60_000 }, async () => {
  const results: number[] = [];
  let stopped: Promise<unknown> = Promise.resolve();
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let i = 0; i < 25; i++) {
        if (lane === 0 && i === 5) stopped = services[1].stop();
        results.push((await api('GET', '/organizations/acme/licenses')).status);
      }
    }),
  );
  await stopped;
  expect(results).toEqual(results.map(() => 200));
  expect((await create(1)).status).toBe(200);
});
