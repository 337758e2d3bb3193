import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DATABASES } from '../../packages/issuer/testing/databases.js';
import { machineOf } from '../../packages/issuer/testing/ledger.js';
import { latchkey, ROOT } from '../support/cli.js';
import { startService, type RunningService } from '../support/service.js';
import { startNginx, type Answer, type RunningNginx, type Sent } from './nginx.js';

const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/issuing.md'), 'utf8');
const [, CONFIGURATION = ''] = /^```nginx\n([\s\S]*?)^```$/m.exec(GUIDE) ?? [];
const BASE_URL = 'https://licenses.example.com';
const PASSWORD = 'a password for the test';
const YEAR = 365 * 86_400;

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-nginx-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
let start: (port?: number) => Promise<RunningService>;
let services: [RunningService, RunningService];
let nginx: RunningNginx;
let operator: string;
let ada: string;
let licenses: { few: string; many: string };

const json = (answer: Answer) => JSON.parse(answer.text) as Record<string, never>;
const cookieOf = ({ headers }: Answer) => String(headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';
const api = (method: string, where: string, body?: object, { headers, ...sent }: Sent = {}) =>
  nginx.ask(method, `/api/v1${where}`, { ...sent, body, headers: { cookie: ada, ...headers } });
const create = (licenseId: string, n: number, headers = {}) => {
  const machineId = machineOf(n);
  const body = { licenseId, machine: { machineId }, confirmation: machineId.slice(-4) };
  return api('POST', '/organizations/acme/offline-licenses', body, { headers });
};
/** How many answers to a route each process has noted. */
const shares = (route: string, status: number) =>
  services.map((one) => one.output().split(`"route":"${route}","status":${status}`).length - 1);

beforeAll(async () => {
  const [, postgres] = DATABASES as [never, (typeof DATABASES)[number]];
  const { place, drop } = await postgres.create();
  ends.push(drop);
  expect(latchkey(['keys', 'new', '--out', 'issuer.key.json'], { cwd: folder }).status).toBe(0);
  const ledger = ['--database-url', 'url' in place ? place.url : '', '--data', 'keys'];
  const args = ['--key', 'issuer.key.json', '--base-url', BASE_URL, '--trust-proxy', ...ledger];
  start = (port) => startService(args, { cwd: folder, ...(port !== undefined && { port }) });
  // Both at once, on a database that has no tables yet.
  services = await Promise.all([start(), start()]);
  ends.push(() => Promise.all(services.map((service) => service.stop())));
  nginx = await startNginx(folder, CONFIGURATION, [services[0].port, services[1].port]);
  ends.push(nginx.stop);
}, 60_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

it('each process shows a set-up token, and set-up is done once, for both', async () => {
  ada = '';
  const tokens = services.map((service) => /token: (\S+)/.exec(service.output())?.[1]);
  const setUp = (token: string | undefined, name: string) =>
    api('POST', '/set-up', { token, email: `${name}@vendor.example`, name, password: PASSWORD });
  const done = await setUp(tokens[0], 'op');
  expect(done.status, done.text).toBe(201);
  operator = cookieOf(done);
  for (const token of [...tokens, ...tokens]) expect((await setUp(token, 'another')).status).toBe(409);
  await vi.waitFor(() => expect(shares('POST /set-up', 409)).not.toContain(0));
});

it('what the operator makes through one process is there in the other', async () => {
  const as = { headers: { cookie: operator } };
  const make = async (where: string, body: object) => {
    const answer = await api('POST', where, body, as);
    expect(answer.status, answer.text).toBe(201);
    return json(answer);
  };
  const startsAt = Math.floor(Date.now() / 1000) - 3600;
  const common = {
    product: 'KSE',
    type: 'node-locked',
    billing: 'yearly',
    startsAt,
    endsAt: startsAt + YEAR,
  };
  await make('/products', { code: 'KSE', name: 'Studio' });
  await make('/organizations', { id: 'acme', name: 'Acme' });
  const at = '/organizations/acme/licenses';
  const [few, many] = [
    await make(at, { ...common, name: 'Few', quantity: 2 }),
    await make(at, { ...common, name: 'Many', quantity: 500 }),
  ];
  licenses = { few: String(few.id), many: String(many.id) };
  const { token } = await make('/organizations/acme/invites', { email: 'ada@acme.example', role: 'admin' });
  const joined = await api('POST', '/invites/accept', { token, name: 'Ada', password: PASSWORD });
  expect(joined.status, joined.text).toBe(201);
});

it('a session that begins at one process is one at the other, and its cookie never travels in the clear', async () => {
  const signedIn = await api('POST', '/session', { email: 'ada@acme.example', password: PASSWORD });
  expect(signedIn.status, signedIn.text).toBe(201);
  expect(signedIn.headers['set-cookie']?.[0]).toMatch(/^__Host-.*; Secure; HttpOnly/);
  ada = cookieOf(signedIn);
  for (let i = 0; i < 6; i++) expect((await api('GET', '/session')).status).toBe(200);
  await vi.waitFor(() => expect(shares('GET /session', 200)).not.toContain(0));
});

it('what is issued by one process is seen by all, once each', async () => {
  const answers = [
    await create(licenses.few, 1),
    await create(licenses.few, 1),
    await create(licenses.few, 1),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
  expect(new Set(answers.map((answer) => answer.text.match(/"id":"([\w-]+)"/)?.[1])).size).toBe(1);
  for (let i = 0; i < 4; i++) {
    const list = await api('GET', '/organizations/acme/offline-licenses');
    expect(json(list).offlineLicenses).toHaveLength(1);
  }
});

it('of forty callers at once one gets the last seat', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => create(licenses.few, 100 + n)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map((answer) => json(answer).code))).toEqual(new Set(['no-seats']));
});

it('the log has the address of who called, whatever that one claims', async () => {
  await api('GET', '/products', undefined, {
    headers: { 'x-forwarded-for': '203.0.113.9' },
    from: '127.0.0.7',
  });
  const read = () => services.map((service) => service.output()).join('');
  await vi.waitFor(() => expect(read()).toMatch(/"GET \/products".*"address":"127\.0\.0\.7"/));
  expect(read()).not.toContain('203.0.113.9');
});

it('attempts are counted by that address, by both processes together', async () => {
  const guess = (n: number, from: string) => {
    const headers = { 'x-forwarded-for': `203.0.113.${n}` };
    return api('POST', '/session', { email: 'no address', password: 'x' }, { headers, from });
  };
  const statuses: number[] = [];
  for (let n = 1; n <= 70; n++) statuses.push((await guess(n, '127.0.0.2')).status);
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([401]));
  expect(statuses.at(-1)).toBe(429);
  expect((await guess(1, '127.0.0.3')).status).toBe(401);
});

it.each(['/health', '/api/docs', '/api/v1/session', '/metrics'])(
  '%s comes with each header once',
  async (where) => {
    const { names, headers } = await nginx.ask('GET', where);
    expect(names).toEqual([...new Set(names)]);
    if (where === '/metrics') return;
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  },
);

it.each([
  '/metrics',
  '/metrics?x',
  '//metrics',
  '/./metrics',
  '/x/../metrics',
  '/%6detrics',
  '/x/%2e%2e/metrics',
])('%s is nothing outside', async (where) => {
  const { status, text } = await nginx.ask('GET', where);
  expect(status).toBe(404);
  expect(text).not.toContain('latchkey_');
});

it('too much is refused by the service, and what is far too much by nginx', async () => {
  const answer = await api('POST', '/session', { email: 'x'.repeat(1_000_000) });
  expect([answer.status, json(answer).code]).toEqual([413, 'too-large']);
  // The largest body that the service takes; its table has no head.
  const table = { csv: 'ä'.repeat(2_000_000), filler: '' };
  table.filler = 'x'.repeat(8 * 1024 * 1024 - Buffer.byteLength(JSON.stringify(table)));
  const read = await api('POST', '/organizations/acme/offline-licenses/import', table);
  expect([read.status, json(read).code]).toEqual([422, 'request-invalid']);
  const more = { ...table, filler: `${table.filler}x` };
  const refused = await api('POST', '/organizations/acme/offline-licenses/import', more);
  expect([refused.status, refused.headers['content-type']]).toEqual([413, 'text/html']);
});

it('speaks HTTP/2', async () => {
  expect(await nginx.askByHttp2('/health')).toBe(200);
});

it('nginx drops an idle connection before the service does, which could cost a request that creates', async () => {
  const response = await fetch(`http://127.0.0.1:${services[0].port}/health`);
  const theirs = Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1]);
  const ours = Number(/upstream \w+ \{[^}]*\bkeepalive_timeout (\d+)s;/.exec(CONFIGURATION)?.[1]);
  expect(ours).toBeLessThan(theirs);
});

it('processes that are restarted in turn, and one that dies, cost a caller that repeats nothing', async () => {
  const over = new AbortController();
  let hasKeys = true;
  let made = 0;
  const reads = new Set<number>();
  /** As the guide says: what nginx does not repeat, or not often enough, the caller does. */
  const persist = async (ask: () => Promise<Answer>): Promise<Answer> => {
    let answer = await ask();
    for (let n = 0; n < 20 && answer.status === 502; n++) {
      await setTimeout(50);
      answer = await ask();
    }
    return answer;
  };
  const read = async () =>
    reads.add((await persist(() => api('GET', '/organizations/acme/licenses'))).status);
  const make = async (machine: number) => {
    const headers = hasKeys ? { 'idempotency-key': `create-${machine}` } : {};
    const answer = await persist(() => create(licenses.many, machine, headers));
    expect(answer.status, answer.text).toBeOneOf([200, 201]);
    made++;
  };
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    for (let n = 0; !over.signal.aborted; n++) {
      await (lane % 2 === 0 ? read() : make(1000 * lane + n));
      await setTimeout(20);
    }
  });
  const [first, second] = services;
  expect(await second.stop()).toBe(0);
  services[1] = await start(second.port);
  expect(await first.stop()).toBe(0);
  services[0] = await start(first.port);
  // Else a repeated request would wait, for seconds, for what the dead process has begun.
  hasKeys = false;
  await setTimeout(300);
  await services[1].kill();
  await setTimeout(500);
  over.abort();
  await Promise.all(lanes);
  expect([...reads]).toEqual([200]);
  const { text } = await api('GET', '/organizations/acme/licenses');
  expect(text).toContain(`"used":${made},`);
});
