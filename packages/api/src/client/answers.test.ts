import { LatchkeyError } from '@latchkey/core';
import { describe, expect, it } from 'vitest';
import { problem, startService, type Reply } from '../../testing/service.js';
import { createClient } from './index.js';

async function fail(reply: Reply): Promise<LatchkeyError> {
  const { url } = await startService(reply);
  const error: unknown = await createClient({ baseUrl: url, retries: 0 })
    .listProducts()
    .catch((thrown: unknown) => thrown);
  if (error instanceof LatchkeyError) return error;
  throw error;
}

describe('a problem', () => {
  it('comes with code, text and details', async () => {
    const error = await fail(problem(409, 'no-seats'));
    expect(error).toMatchObject({
      code: 'no-seats',
      message: 'This is no-seats.',
      details: { what: 'no-seats' },
    });
  });

  it('of a newer service keeps its text and its code', async () => {
    const error = await fail(problem(418, 'tea-pot'));
    expect(error).toMatchObject({
      code: 'internal',
      message: 'This is tea-pot.',
      details: { code: 'tea-pot', status: 418, what: 'tea-pot' },
    });
  });

  it.each(['toString', '__proto__', 'constructor'])('is not known by the name of %s', async (code) => {
    expect((await fail(problem(400, code))).code).toBe('internal');
  });

  it('shows nothing that deceives, and not without end', async () => {
    const body = { code: 'no-seats', detail: `a\u202eb${'x'.repeat(5000)}`, details: {} };
    const error = await fail({ status: 409, type: 'application/problem+json', body });
    expect(error.message).toMatch(/^abx+$/);
    expect(error.message.length).toBeLessThanOrEqual(2000);
  });

  it('has only such details as there are', async () => {
    const details = { a: 1, b: 'x', c: true, d: [1, 'x'], e: null, f: { g: 1 }, h: [[1]] };
    const body = { code: 'no-seats', detail: 'x', details };
    const error = await fail({ status: 409, type: 'application/problem+json; charset=utf-8', body });
    expect(error.details).toEqual({ a: 1, b: 'x', c: true, d: [1, 'x'] });
  });

  it.each([[undefined], [null], ['x'], [[]]])('may lack details: %j', async (details) => {
    const body = { code: 'no-seats', detail: 'x', details };
    expect((await fail({ status: 409, type: 'application/problem+json', body })).details).toEqual({});
  });

  it.each([
    [400, 'internal'],
    [401, 'internal'],
    [404, 'internal'],
    [413, 'too-large'],
    [429, 'too-many-requests'],
    [500, 'internal'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ])('that something else answered with %d is %s', async (status, code) => {
    const error = await fail({ status, type: 'text/html', body: '<h1>secret page</h1>' });
    expect(error).toMatchObject({ code, details: { status } });
    expect(error.message).not.toContain('secret');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no code', '{"detail":"x"}'],
    ['no text', '{"code":"no-seats"}'],
  ])('that is %s is no problem of ours', async (_, body) => {
    const error = await fail({ status: 409, type: 'application/problem+json', body });
    expect(error).toMatchObject({ code: 'internal', details: { status: 409 } });
  });
});

describe('an answer', () => {
  it.each<[string, Reply]>([
    ['a page', { type: 'text/html', body: '<h1>Sign in to the hotel network</h1>' }],
    ['JSON by another name', { type: 'text/plain', body: '{"products":[]}' }],
    ['no JSON', { body: '{"products":[' }],
    ['a list', { body: [] }],
    ['null', { body: 'null' }],
    ['empty', { body: '' }],
    ['nothing', { status: 204 }],
  ])('that is %s where JSON should be is refused', async (_, reply) => {
    const error = await fail(reply);
    expect(error.code).toBe('internal');
    expect(error.message).not.toMatch(/hotel|products/);
  });

  it('may say its character set', async () => {
    const { url } = await startService({ type: 'Application/JSON; charset=utf-8', body: { products: [] } });
    expect(await createClient({ baseUrl: url }).listProducts()).toEqual({ products: [] });
  });

  it('that is a page where nothing should be is refused', async () => {
    const { url } = await startService({ type: 'text/html', body: 'ok' });
    await expect(createClient({ baseUrl: url }).signOut()).rejects.toMatchObject({ code: 'internal' });
  });

  it('that leads elsewhere is not followed, and no token goes there', async () => {
    const other = await startService({ body: { products: [] } });
    const { url } = await startService({ status: 302, headers: { location: `${other.url}/` } });
    const client = createClient({ baseUrl: url, retries: 0, getToken: () => 'lkw_a' });
    await expect(client.listProducts()).rejects.toMatchObject({ code: 'unavailable' });
    expect(other.received).toEqual([]);
  });
});

describe('a file', () => {
  const type = 'application/license+jwt';
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const named = (disposition: string): Reply => ({
    type,
    body: bytes,
    headers: { 'content-disposition': disposition },
  });
  const download = async (reply: Reply) => {
    const { url } = await startService(reply);
    return createClient({ baseUrl: url, retries: 0 }).getOfflineLicenseFile({
      organizationId: 'acme',
      id: 'x',
    });
  };

  it('comes with its name and its bytes', async () => {
    const file = await download(named('attachment; filename="KSE_kse1.lic"'));
    expect(file).toEqual({ name: 'KSE_kse1.lic', type, bytes });
  });

  it.each([
    ['KSE_kse1.lic', 'attachment; filename=KSE_kse1.lic'],
    ['license.lic', 'attachment'],
    ['license.lic', 'attachment; filename="../../.bashrc"'],
    ['license.lic', 'attachment; filename=".bashrc"'],
    ['license.lic', String.raw`attachment; filename="a\..\b"`],
    ['license.lic', 'attachment; filename=""'],
  ])('is called %s where the header says %s', async (name, disposition) => {
    expect((await download(named(disposition))).name).toBe(name);
  });

  it('may be an archive', async () => {
    const { url, received } = await startService({ type: 'application/zip', body: bytes });
    const file = await createClient({ baseUrl: url }).downloadOfflineLicenses({
      organizationId: 'acme',
      ids: ['a', 'b'],
    });
    expect(file).toEqual({ name: 'licenses.zip', type: 'application/zip', bytes });
    expect(received[0]?.body).toBe('{"ids":["a","b"]}');
  });

  it('is not a page that stands in its place', async () => {
    await expect(download({ type: 'text/html', body: 'Sign in' })).rejects.toMatchObject({
      code: 'internal',
    });
  });

  it('is whole, or not there', async () => {
    const cutOff: Reply = (response) => {
      response.writeHead(200, { 'content-type': type, 'content-length': '256' });
      response.write(bytes.subarray(0, 100));
      setTimeout(() => response.destroy(), 20);
    };
    await expect(download(cutOff)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
