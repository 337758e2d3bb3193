import { issuerJwk, KeySet, verifyLicense } from '@latchkey/crypto';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START } from '../../issuer/testing/ledger.js';
import { resourcesOf } from '../testing/resources.js';
import { startService, type Credentials, type TestService } from '../testing/service.js';
import { zipFiles } from './http/zip-files.js';

describe('license files', () => {
  let service: TestService;
  let as: Credentials;
  beforeEach(async () => {
    service = await startService();
    as = await service.signIn(service.fixture.owner);
  });
  afterEach(() => service.close());

  const things = () => resourcesOf(service.fixture, 'acme', service.fixture.owner);

  it('come under their name, as the same bytes each time, and verify', async () => {
    const { id, machineId } = await things().offlineLicense();
    const path = `/organizations/acme/offline-licenses/${id}/file`;
    const file = await service.request('GET', path, { as });
    expect(file.status).toBe(200);
    expect(file.headers.get('Content-Type')).toBe('application/license+jwt');
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="KSE_${machineId}.lic"`);
    expect(file.headers.get('Cache-Control')).toBe('no-store');
    const keys = KeySet.fromJwks({ keys: [issuerJwk(service.fixture.ledger.signer.publicKey)] });
    const verdict = verifyLicense(file.text, { keys, product: 'KSE', machineId, now: START });
    expect(verdict).toMatchObject({ ok: true });
    expect(await service.request('GET', path, { as })).toMatchObject({ text: file.text });
    const known = { 'If-None-Match': file.headers.get('ETag') };
    expect(await service.request('GET', path, { as, headers: known })).toMatchObject({
      status: 304,
      text: '',
    });
  });

  it('come many in one archive, in the order asked for, each once', async () => {
    const all = [
      await things().offlineLicense(),
      await things().offlineLicense(),
      await things().offlineLicense(),
    ];
    const ids = all.map(({ id }) => id);
    const response = await fetch(`${service.url}/api/v1/organizations/acme/offline-licenses/files`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: (as as { cookie: string }).cookie,
        'Sec-Fetch-Site': 'same-origin',
      },
      body: JSON.stringify({ ids: [...ids, ...ids] }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/zip');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="offline-licenses.zip"');
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(files)).toEqual(all.map(({ machineId }) => `KSE_${machineId}.lic`));
    for (const [i, bytes] of Object.values(files).entries()) {
      const one = await service.request('GET', `/organizations/acme/offline-licenses/${ids[i]}/file`, { as });
      expect(Buffer.from(bytes).toString()).toBe(one.text);
    }
  });

  it('come all or none', async () => {
    const { id } = await things().offlineLicense();
    const body = { ids: [id, 'x'] };
    const answer = await service.request('POST', '/organizations/acme/offline-licenses/files', { as, body });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
    const many = { ids: Array.from({ length: 1001 }, (_, i) => `${i}`) };
    const refused = await service.request('POST', '/organizations/acme/offline-licenses/files', {
      as,
      body: many,
    });
    expect(refused).toMatchObject({ status: 422, json: { code: 'request-invalid' } });
  });
});

describe('zipFiles', () => {
  it('makes no more than what is read', async () => {
    let made = 0;
    const files = Array.from({ length: 1000 }, (_, i) => ({
      name: `${i}.lic`,
      get text() {
        made++;
        return `text ${i}`.repeat(200);
      },
    }));
    const reader = zipFiles(files, START).getReader();
    await reader.read();
    await reader.read();
    expect(made).toBeLessThan(5);
    await reader.cancel();
    expect(made).toBeLessThan(5);
  });

  it('makes an archive of no file, and of one', async () => {
    for (const files of [[], [{ name: 'a.lic', text: 'text' }]]) {
      const bytes = new Uint8Array(await new Response(zipFiles(files, START)).arrayBuffer());
      const read = Object.entries(unzipSync(bytes)).map(([name, content]) => [
        name,
        Buffer.from(content).toString(),
      ]);
      expect(read).toEqual(files.map(({ name, text }) => [name, text]));
    }
  });
});
