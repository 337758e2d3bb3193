import { request as ask } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freshMachine } from '../testing/resources.js';
import { startService, type Answer, type Credentials, type TestService } from '../testing/service.js';

let service: TestService;
let as: Credentials;
beforeEach(async () => {
  service = await startService({ drainSeconds: 20 });
  as = await service.signIn(service.fixture.owner);
});
afterEach(() => service.close());

it('closing under load answers every request that was accepted, and refuses the rest', async () => {
  const licenseId = (await service.fixture.purchase({ quantity: 1000 })).id;
  const answers: Answer[] = [];
  let refused = 0;
  const state = { stopping: false };
  const load = async () => {
    while (!state.stopping || refused === 0) {
      const machineId = freshMachine();
      const body = { licenseId, machine: { machineId }, confirmation: machineId.slice(-4) };
      try {
        answers.push(await service.request('POST', '/organizations/acme/offline-licenses', { as, body }));
      } catch {
        refused++;
      }
      if (refused > 0) return;
    }
  };
  const running = Array.from({ length: 8 }, load);
  while (answers.length < 30) await new Promise((resolve) => setTimeout(resolve, 5));
  state.stopping = true;
  await service.stop();
  await Promise.all(running);
  expect(refused).toBeGreaterThan(0);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  // Who was answered has a license, and who was not has none.
  const rows = await service.fixture.ledger.db.selectFrom('offline_license').select('id').execute();
  expect(rows.map(({ id }) => id).toSorted()).toEqual(
    answers.map(({ json }) => json.offlineLicense.id).toSorted(),
  );
});

it('a request that is under way is finished, and its connection closed', async () => {
  const { port } = new URL(service.url);
  const cookie = (as as { cookie: string }).cookie;
  const text = JSON.stringify({ licenseId: 'x', machine: { machineId: 'x' } });
  const slow = ask({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/v1/organizations/acme/offline-licenses/preview',
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': text.length,
      Cookie: cookie,
      'Sec-Fetch-Site': 'none',
    },
  });
  slow.write(text.slice(0, 10));
  const answered = new Promise<{ status: number; connection: string }>((resolve, reject) => {
    slow.on('response', ({ statusCode = 0, headers }) =>
      resolve({ status: statusCode, connection: headers.connection ?? '' }),
    );
    slow.on('error', reject);
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  let stopped = false;
  const stopping = service.stop().then(() => (stopped = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(stopped).toBe(false);
  await expect(fetch(`${service.url}/health`)).rejects.toThrow();
  slow.end(text.slice(10));
  expect(await answered).toMatchObject({ status: 404, connection: 'close' });
  await stopping;
});

it('a caller that never ends its request is cut off after a while', async () => {
  await service.close();
  service = await startService({ drainSeconds: 0.3 });
  const { port } = new URL(service.url);
  const stuck = ask({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'Content-Length': 10, 'Content-Type': 'application/json' },
  });
  const cut = new Promise((resolve) => stuck.on('error', resolve));
  stuck.write('{');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = performance.now();
  await service.stop();
  expect(performance.now() - before).toBeLessThan(5000);
  await cut;
});

it('closing twice, or before listening, does no harm', async () => {
  await Promise.all([service.stop(), service.stop()]);
  await service.stop();
});

it('a port that is taken is an error, not a silence', async () => {
  const { port } = new URL(service.url);
  const { createServer } = await import('./create-server.js');
  const { KeySet, issuerJwk } = await import('@latchkey/crypto');
  const { ledger } = service.fixture;
  const keys = KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] });
  const other = createServer({ ledger, keys, baseUrl: 'https://x.example' });
  await expect(other.listen(Number(port))).rejects.toThrow('EADDRINUSE');
  await other.close();
});

it.each(['x', 'https://x.example/path', 'mailto:x', 'https://x.example/?a=1#'])(
  '%s is no base URL',
  async (baseUrl) => {
    const { createServer } = await import('./create-server.js');
    const { KeySet, issuerJwk } = await import('@latchkey/crypto');
    const { ledger } = service.fixture;
    const keys = KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] });
    expect(() => createServer({ ledger, keys, baseUrl })).toThrow(TypeError);
  },
);
