import { describe, expect, it } from 'vitest';
import { problem, startService } from '../../testing/service.js';
import { createClient } from './index.js';

const ok = { body: { products: [] } };
const ended = problem(401, 'unauthenticated');

describe('getToken', () => {
  it('is asked for each call, and its token is sent without cookies', async () => {
    const { url, received } = await startService(ok);
    const modes: unknown[] = [];
    const load: typeof fetch = (input, init) => {
      modes.push(init?.credentials);
      return fetch(input, init);
    };
    let calls = 0;
    const client = createClient({ baseUrl: url, fetch: load, getToken: () => `lkw_${++calls}` });
    await client.listProducts();
    await client.listProducts();
    expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer lkw_1', 'Bearer lkw_2']);
    expect(modes).toEqual(['omit', 'omit']);
  });

  it('is missing where cookies count, on the own site alone', async () => {
    const { url, received } = await startService(ok);
    const modes: unknown[] = [];
    const load: typeof fetch = (input, init) => {
      modes.push(init?.credentials);
      return fetch(input, init);
    };
    await createClient({ baseUrl: url, fetch: load }).listProducts();
    expect(received[0]?.headers).not.toHaveProperty('authorization');
    expect(modes).toEqual(['same-origin']);
  });

  it('gives another token once where the first has ended, also for what is never repeated otherwise', async () => {
    const { url, received } = await startService(ended, { status: 201, body: { id: 'a', name: 'A' } });
    const refused: unknown[] = [];
    const getToken = (token?: string) => {
      refused.push(token);
      return Promise.resolve(token === undefined ? 'lkw_old' : 'lkw_new');
    };
    const client = createClient({ baseUrl: url, getToken });
    expect(await client.createOrganization({ name: 'A' })).toEqual({ id: 'a', name: 'A' });
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer lkw_old',
      'Bearer lkw_new',
    ]);
    expect(received.map(({ body }) => body)).toEqual(['{"name":"A"}', '{"name":"A"}']);
    expect(refused).toEqual([undefined, 'lkw_old']);
  });

  it('is not asked a third time', async () => {
    const { url, received } = await startService(ended);
    let calls = 0;
    const client = createClient({ baseUrl: url, getToken: () => `lkw_${++calls}` });
    await expect(client.listProducts()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect([received.length, calls]).toEqual([2, 2]);
  });

  it('ends the call where it has no other token', async () => {
    const { url, received } = await startService(ended);
    const client = createClient({ baseUrl: url, getToken: () => 'lkw_same' });
    await expect(client.listProducts()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(received).toHaveLength(1);
  });

  it('is not asked again after another 401', async () => {
    const { url, received } = await startService(problem(401, 'sign-in-failed'));
    let calls = 0;
    const client = createClient({ baseUrl: url, getToken: () => `lkw_${++calls}` });
    await expect(client.signIn({ email: 'a@b', password: 'x' })).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
    expect([received.length, calls]).toEqual([1, 1]);
  });

  it('without it, 401 is final', async () => {
    const { url, received } = await startService(ended);
    await expect(createClient({ baseUrl: url }).listProducts()).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(received).toHaveLength(1);
  });

  it('fails the call with its own error, and nothing is sent', async () => {
    const { url, received } = await startService(ok);
    const failure = new Error('The portal does not answer.');
    const client = createClient({ baseUrl: url, getToken: () => Promise.reject(failure) });
    await expect(client.listProducts()).rejects.toBe(failure);
    expect(received).toEqual([]);
  });

  it.each([
    ['with a line', 'lkw_secret\r\nx: y'],
    ['empty', ''],
    ['with a letter beyond ASCII', 'lkw_secret\u00e9'],
    ['missing', undefined],
  ])('never puts a token that is %s into a header or an error', async (_, token) => {
    const { url, received } = await startService(ok);
    const client = createClient({ baseUrl: url, getToken: () => token as string });
    const error: unknown = await client.listProducts().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('secret');
    expect(received).toEqual([]);
  });

  it('may be slow only as long as the call may', async () => {
    const { url, received } = await startService(ok);
    const client = createClient({
      baseUrl: url,
      retries: 0,
      timeout: 50,
      getToken: () => new Promise(() => {}),
    });
    await expect(client.listProducts()).rejects.toMatchObject({ code: 'unavailable' });
    expect(received).toEqual([]);
  });
});
