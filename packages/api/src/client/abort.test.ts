import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { silence, startService, type ByHand } from '../../testing/service.js';
import { createClient } from './index.js';

const reason = new Error('The person has left.');
const ok = { body: { products: [] } };
/** Begins an answer and never ends it. */
const endless: ByHand = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"products":[');
};

const busy: ByHand = (response) => response.writeHead(503, { 'retry-after': '30' }).end();

function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

describe('a signal', () => {
  it.each<[string, ByHand]>([
    ['waits for an answer', silence],
    ['reads one', endless],
    ['waits before a repetition', busy],
  ])('ends a call that %s, with its reason', async (_, reply) => {
    const controller = new AbortController();
    const { url, received } = await startService((response, request) => {
      reply(response, request);
      setTimeout(() => controller.abort(reason), 50);
    });
    const start = performance.now();
    const call = createClient({ baseUrl: url }).listProducts({}, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(received).toHaveLength(1);
  });

  it('ends a call that waits for its token', async () => {
    const { url, received } = await startService(ok);
    const client = createClient({ baseUrl: url, getToken: () => new Promise(() => {}) });
    await expect(client.listProducts({}, { signal: abortAfter(20) })).rejects.toBe(reason);
    expect(received).toEqual([]);
  });

  it('that is over already sends nothing', async () => {
    const { url, received } = await startService(ok);
    const client = createClient({ baseUrl: url });
    await expect(client.listProducts({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(client.listProducts({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(received).toEqual([]);
  });

  it('closes the connection, so that the service can stop', async () => {
    let closed = false;
    const { url } = await startService((response) => response.on('close', () => (closed = true)));
    await expect(createClient({ baseUrl: url }).listProducts({}, { signal: abortAfter(50) })).rejects.toBe(
      reason,
    );
    await expect.poll(() => closed).toBe(true);
  });

  it('does no harm after the answer, and keeps nothing of the calls that are over', async () => {
    const { url } = await startService(ok);
    const controller = new AbortController();
    const client = createClient({ baseUrl: url });
    for (let i = 0; i < 20; i++) await client.listProducts({}, { signal: controller.signal });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort(reason);
  });
});

describe('a timeout', () => {
  it.each<[string, ByHand]>([
    ['comes', silence],
    ['ends', endless],
  ])('ends a call whose answer never %s', async (_, reply) => {
    const { url, received } = await startService(reply);
    const call = createClient({ baseUrl: url, timeout: 1000, retries: 0 }).listProducts();
    await expect(call).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('within 1 s'),
    });
    expect(received).toHaveLength(1);
  });

  it('can be longer for one call', async () => {
    const slow: ByHand = (response) => void setTimeout(() => response.writeHead(204).end(), 300);
    const { url } = await startService(slow);
    const client = createClient({ baseUrl: url, timeout: 100 });
    await expect(client.signOut({}, { timeout: 20_000 })).resolves.toBeUndefined();
    await expect(client.signOut({}, { timeout: 0 })).rejects.toBeInstanceOf(RangeError);
  });

  it('leaves no timer behind that keeps the process alive', async () => {
    const { url } = await startService(ok);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await createClient({ baseUrl: url, timeout: 600_000 }).listProducts();
    expect(timers()).toBeLessThanOrEqual(before);
  });
});
