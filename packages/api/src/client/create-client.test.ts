import { LatchkeyError } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { startService } from '../../testing/service.js';
import { readAnswer } from '../contract/index.js';
import { createClient, type ClientOptions } from './index.js';

const created = { offlineLicense: { id: 'x' }, existing: false };

describe('a call', () => {
  it('sends a body as JSON, with what the path names in the path', async () => {
    const { url, received } = await startService({ status: 201, body: created });
    const client = createClient({ baseUrl: url });
    const input = {
      organizationId: 'acme',
      licenseId: 'lic-1',
      machine: { machineId: 'kse1' },
      confirmation: 'hs03',
    };
    expect(await client.createOfflineLicense(input)).toEqual(created);
    const { organizationId: _, ...body } = input;
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/organizations/acme/offline-licenses',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(body);
  });

  it('sends the body of a PUT, once', async () => {
    const { url, received } = await startService({ status: 503 });
    const call = createClient({ baseUrl: url }).changePassword({ current: 'old', next: 'new' });
    await expect(call).rejects.toBeInstanceOf(LatchkeyError);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'PUT', url: '/api/v1/session/password' });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ current: 'old', next: 'new' });
  });

  it('sends a query as text, without what is missing', async () => {
    const { url, received } = await startService({ body: { offlineLicenses: [] } });
    const client = createClient({ baseUrl: url });
    const query = { search: 'a&b=ü #1', ascending: false, limit: 3 };
    await client.listOfflineLicenses({ organizationId: 'acme', ...query });
    const { pathname, searchParams } = new URL(received[0]?.url ?? '', url);
    expect(pathname).toBe('/api/v1/organizations/acme/offline-licenses');
    expect(Object.fromEntries(searchParams)).toEqual({ search: 'a&b=ü #1', ascending: 'false', limit: '3' });
    expect(received[0]?.headers).not.toHaveProperty('content-type');
  });

  it('leaves out a field that is undefined', async () => {
    const { url, received } = await startService({ body: { offlineLicenses: [] } });
    const query = { organizationId: 'acme', cursor: undefined } as unknown as { organizationId: string };
    await createClient({ baseUrl: url }).listOfflineLicenses(query);
    expect(received[0]?.url).toBe('/api/v1/organizations/acme/offline-licenses');
  });

  it('needs no input where there is none, and gives nothing where nothing comes', async () => {
    const { url, received } = await startService({ status: 204 });
    expect(await createClient({ baseUrl: url }).signOut()).toBeUndefined();
    expect(received[0]).toMatchObject({ method: 'DELETE', url: '/api/v1/session', body: '' });
  });

  it('writes any ID into one part of the path', async () => {
    const { url, received } = await startService({ body: { licenses: [] } });
    await createClient({ baseUrl: url }).listLicenses({ organizationId: 'a/b?c#d%2e e' });
    expect(received[0]?.url).toBe('/api/v1/organizations/a%2Fb%3Fc%23d%252e%20e/licenses');
  });

  it.each([[''], ['.'], ['..'], ['\ud83d'], [undefined], [7]])('sends nothing for the ID %j', async (id) => {
    const { url, received } = await startService({ body: { licenses: [] } });
    const call = createClient({ baseUrl: url }).listLicenses({ organizationId: id as string });
    await expect(call).rejects.toMatchObject({
      code: 'request-invalid',
      details: { fields: ['organizationId'] },
    });
    expect(received).toEqual([]);
  });

  it.each(['', '/', '/latchkey', '/latchkey//'])(
    'finds the API below an address that ends with %j',
    async (end) => {
      const { url, received } = await startService({ body: { products: [] } });
      await createClient({ baseUrl: url + end }).listProducts();
      expect(received[0]?.url).toBe(`${end.replace(/\/+$/, '')}/api/v1/products`);
    },
  );
});

describe('createClient', () => {
  it.each([
    'licenses.example.com',
    'ftp://a.example',
    '//a.example',
    'https://me:secret@a.example',
    'https://a.example?x=1',
    'https://a.example/#x',
    'https://',
    'javascript:alert(1)',
    'x/y',
  ])('refuses %s as an address', (baseUrl) => {
    expect(() => createClient({ baseUrl })).toThrow(TypeError);
    expect(() => createClient({ baseUrl })).not.toThrow('secret');
  });

  it.each<Partial<ClientOptions>>([
    { timeout: 0 },
    { timeout: -1 },
    { timeout: Number.NaN },
    { timeout: Infinity },
    { timeout: 2 ** 31 },
    { retries: -1 },
    { retries: 1.5 },
    { retries: 11 },
  ])('refuses %j', (options) => {
    expect(() => createClient({ baseUrl: '', ...options })).toThrow(RangeError);
  });

  it('calls a fetch of its own, by itself and not as a method', async () => {
    const seen: [string, RequestInit | undefined, unknown][] = [];
    function load(this: unknown, url: string | URL | Request, init?: RequestInit): Promise<Response> {
      seen.push([String(url), init, this]);
      return Promise.resolve(Response.json({ products: [] }));
    }
    await createClient({ baseUrl: '/x', fetch: load }).listProducts();
    expect(seen).toEqual([['/x/api/v1/products', expect.objectContaining({ redirect: 'error' }), undefined]]);
  });
});

describe('validate', () => {
  it('may replace an answer, and makes a call fail', async () => {
    const product = { code: 'KSE', name: 'Studio', policy: {}, color: 'red' };
    const { url } = await startService(
      { body: { products: [product], more: 1 } },
      { body: { products: [] } },
    );
    const client = createClient({ baseUrl: url, validate: readAnswer });
    await expect(client.listProducts()).rejects.toMatchObject({ code: 'internal' });
    await expect(client.listProducts()).resolves.toEqual({ products: [] });
  });

  it('sees the name of the route, the status and the answer; files and nothing are not its business', async () => {
    const seen: unknown[] = [];
    const { url } = await startService({ status: 201, body: { id: 'a' } }, { status: 204 });
    const client = createClient({ baseUrl: url, validate: (...args) => seen.push(args) });
    expect(await client.createOrganization({ name: 'A' })).toBe(1);
    await client.signOut();
    expect(seen).toEqual([['createOrganization', 201, { id: 'a' }]]);
  });

  it('is not there by itself: fields of a newer service come through', async () => {
    const { url } = await startService({ body: { products: [], more: 1 } });
    expect(await createClient({ baseUrl: url }).listProducts()).toEqual({ products: [], more: 1 });
  });
});

it('fails with one class of errors', async () => {
  const call = createClient({ baseUrl: '' }).listLicenses({ organizationId: '..' });
  await expect(call).rejects.toBeInstanceOf(LatchkeyError);
});
