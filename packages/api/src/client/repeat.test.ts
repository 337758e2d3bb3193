import { describe, expect, it } from 'vitest';
import { hangUp, problem, silence, startService, type Reply } from '../../testing/service.js';
import { createClient, type Client } from './index.js';

const created = { status: 201, body: { offlineLicense: { id: 'x' }, existing: false } };
const input = {
  organizationId: 'acme',
  licenseId: 'lic-1',
  machine: { machineId: 'kse1' },
  confirmation: 'hs03',
};
const busy = problem(503, 'unavailable');
const html = (status: number): Reply => ({ status, type: 'text/html', body: '<h1>Bad gateway</h1>' });
const cutOff: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"products":');
  setTimeout(() => response.destroy(), 20);
};

/** One call of each kind. */
const CALLS: Record<string, (client: Client) => Promise<unknown>> = {
  'a GET': (client) => client.listProducts(),
  'a POST that changes nothing': (client) => client.previewOfflineLicense(input),
  'a POST with an idempotency key': (client) => client.createOfflineLicense(input),
};
const UNSAFE: Record<string, (client: Client) => Promise<unknown>> = {
  'a sign-in': (client) => client.signIn({ email: 'a@b', password: 'x' }),
  'a POST without an idempotency key': (client) => client.createOrganization({ name: 'A' }),
  'a PATCH': (client) => client.setRole({ organizationId: 'acme', accountId: 'a', role: 'user' }),
  'a DELETE': (client) => client.removeMember({ organizationId: 'acme', accountId: 'a' }),
};
const TROUBLE: [string, Reply][] = [
  ['a broken connection', hangUp],
  ['an answer that is cut off', cutOff],
  ['429', problem(429, 'too-many-requests')],
  ['502 of a proxy', html(502)],
  ['503', busy],
  ['504 of a proxy', html(504)],
];

describe('what can be repeated', () => {
  describe.each(Object.entries(CALLS))('%s', (_, call) => {
    it('is, after whatever passes', async () => {
      await Promise.all(
        TROUBLE.map(async ([what, trouble]) => {
          const { url, received } = await startService(trouble, trouble, created);
          await expect(call(createClient({ baseUrl: url })), what).resolves.toEqual(created.body);
          expect(received, what).toHaveLength(3);
          expect(new Set(received.map(({ method, url: path, body }) => method + path + body)).size).toBe(1);
        }),
      );
    });

    it('is not, any more, when it was often enough', async () => {
      const { url, received } = await startService(busy);
      await expect(call(createClient({ baseUrl: url, retries: 1 }))).rejects.toMatchObject({
        code: 'unavailable',
        message: 'This is unavailable.',
      });
      expect(received).toHaveLength(2);
    });
  });

  it('is not, where that is not wanted', async () => {
    const { url, received } = await startService(busy, created);
    await expect(createClient({ baseUrl: url, retries: 0 }).listProducts()).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(received).toHaveLength(1);
  });

  it.each<[string, Reply, string]>([
    ['the clock is behind', problem(503, 'clock-behind'), 'clock-behind'],
    ['the ledger is behind', problem(503, 'ledger-behind'), 'ledger-behind'],
    ['it was refused', problem(409, 'no-seats'), 'no-seats'],
    ['the service has a fault', problem(500, 'internal'), 'internal'],
    ['the answer is no answer', { body: 'hello' }, 'internal'],
  ])('is not, where %s: that will not pass by itself', async (_, reply, code) => {
    const { url, received } = await startService(reply, created);
    await expect(createClient({ baseUrl: url }).createOfflineLicense(input)).rejects.toMatchObject({ code });
    expect(received).toHaveLength(1);
  });

  it('is, after an attempt that took too long', async () => {
    const { url, received } = await startService(silence, created);
    const client = createClient({ baseUrl: url, timeout: 1500 });
    await expect(client.createOfflineLicense(input)).resolves.toEqual(created.body);
    expect(received).toHaveLength(2);
  });

  it('is, where nobody listened at first', async () => {
    const { url, received } = await startService(created);
    let attempts = 0;
    const load: typeof fetch = (target, init) =>
      // Port 1 refuses connections.
      fetch(attempts++ === 0 ? 'http://127.0.0.1:1/' : target, init);
    await createClient({ baseUrl: url, fetch: load }).createOfflineLicense(input);
    expect([attempts, received.length]).toEqual([2, 1]);
  });
});

describe('what cannot be repeated', () => {
  it.each(Object.entries(UNSAFE))('is not: %s', async (_, call) => {
    await Promise.all(
      TROUBLE.map(async ([what, trouble]) => {
        const { url, received } = await startService(trouble);
        const client = createClient({ baseUrl: url, retries: 5 });
        await expect(call(client), what).rejects.toMatchObject({ name: 'LatchkeyError' });
        // Long enough for a repetition to arrive.
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(received, what).toHaveLength(1);
      }),
    );
  });

  it('says that it may have been done', async () => {
    const { url } = await startService(hangUp);
    const failure = createClient({ baseUrl: url }).createOrganization({ name: 'A' });
    await expect(failure).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('may have'),
    });
  });
});

describe('the idempotency key', () => {
  it('is the same in each repetition of a call, and another for each call', async () => {
    const { url, received } = await startService(busy, hangUp, created, created);
    const client = createClient({ baseUrl: url });
    await client.createOfflineLicense(input);
    await client.createOfflineLicense(input);
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('stays the same with a new token', async () => {
    const { url, received } = await startService(problem(401, 'unauthenticated'), created);
    const client = createClient({ baseUrl: url, getToken: (refused) => (refused ? 'lkw_b' : 'lkw_a') });
    await client.createOfflineLicense(input);
    expect(received).toHaveLength(2);
    expect(received[0]?.headers['idempotency-key']).toBe(received[1]?.headers['idempotency-key']);
  });

  it("may be the caller's", async () => {
    const { url, received } = await startService(created);
    await createClient({ baseUrl: url }).createOfflineLicense(input, { idempotencyKey: 'click-1' });
    expect(received[0]?.headers['idempotency-key']).toBe('click-1');
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(201), 'a\nb'])('is refused as %j, and nothing is sent', async (key) => {
    const { url, received } = await startService(created);
    const call = createClient({ baseUrl: url }).createOfflineLicense(input, { idempotencyKey: key });
    await expect(call).rejects.toBeInstanceOf(TypeError);
    expect(received).toEqual([]);
  });

  it('is not sent where nobody takes one', async () => {
    const { url, received } = await startService({ status: 201, body: { id: 'a' } });
    await createClient({ baseUrl: url }).createOrganization({ name: 'A' }, { idempotencyKey: 'k' });
    expect(received[0]?.headers).not.toHaveProperty('idempotency-key');
  });
});

describe('the pause', () => {
  it('grows', async () => {
    const { url, received } = await startService(busy);
    await expect(createClient({ baseUrl: url, retries: 3 }).listProducts()).rejects.toThrow();
    const [a = 0, b = 0, c = 0, d = 0] = received.map(({ at }) => at);
    expect(b - a).toBeGreaterThanOrEqual(140);
    expect(c - b).toBeGreaterThanOrEqual(290);
    expect(d - c).toBeGreaterThanOrEqual(590);
  });

  it.each([
    ['seconds', () => '1', 950],
    ['a date', () => new Date(Date.now() + 2000).toUTCString(), 900],
  ])('is as long as the service asks for, in %s', async (_, write, least) => {
    const reply: Reply = (response) => {
      response.writeHead(429, { 'retry-after': write(), 'content-type': 'text/plain' });
      response.end('slow down');
    };
    const { url, received } = await startService(reply, { body: { products: [] } });
    await createClient({ baseUrl: url }).listProducts();
    const [a = 0, b = 0] = received.map(({ at }) => at);
    expect(b - a).toBeGreaterThanOrEqual(least);
  });

  it('is not made where it would be too long: the caller hears how long', async () => {
    const { url, received } = await startService(
      problem(429, 'too-many-requests', { 'retry-after': '3600' }),
    );
    await expect(createClient({ baseUrl: url }).listProducts()).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { retryAfter: 3600, what: 'too-many-requests' },
    });
    expect(received).toHaveLength(1);
  });

  it.each(['soon', '-1', '1e3', '9'.repeat(40)])('ignores a Retry-After of %s', async (text) => {
    const { url, received } = await startService(problem(503, 'unavailable', { 'retry-after': text }), {
      body: { products: [] },
    });
    await createClient({ baseUrl: url }).listProducts();
    expect(received).toHaveLength(2);
  });
});
