import { createClient, issuingBackend } from '@latchkey/api/client';
import { expect, it, onTestFinished } from 'vitest';
import { machineOf } from '../../issuer/testing/ledger.js';
import { createToken } from '../../issuer/src/people/tokens.js';
import { startService } from '../testing/service.js';

it('serves the license issuer: from the organizations to files, once for each intention', async () => {
  const service = await startService();
  onTestFinished(() => service.close());
  const { ledger, admin, purchase } = service.fixture;
  const license = await purchase({ quantity: 3 });
  const scopes = ['licenses:read', 'offline-licenses:read', 'offline-licenses:write'] as const;
  const expiresAt = ledger.now() + 3600;
  const { token } = await createToken(ledger, admin, {
    organizationId: 'acme',
    name: 'Portal',
    scopes,
    expiresAt,
  });
  const backend = issuingBackend(createClient({ baseUrl: service.url, getToken: () => token }));

  const [organization] = await backend.listOrganizations();
  const organizationId = organization?.id ?? '';
  expect(organizationId).toBe('acme');
  expect(await backend.listLicenses(organizationId)).toMatchObject([
    { id: license.id, seats: { available: 3 } },
  ]);
  const request = { organizationId, licenseId: license.id, machine: { machineId: machineOf(1) } };
  expect(await backend.preview(request)).toMatchObject({ seats: { available: 3, after: 2 }, warnings: [] });
  const confirmed = { ...request, assignee: 'Ada', confirmation: machineOf(1).slice(-4) };
  const first = await backend.create(confirmed, { key: 'one-intention' });
  expect(first).toMatchObject({ existing: false, offlineLicense: { assignee: 'Ada' } });
  expect(await backend.create(confirmed, { key: 'one-intention' })).toEqual(first);
  const { id } = first.offlineLicense;
  await expect(
    backend.renew({ organizationId, id, confirmation: machineOf(1).slice(-4) }),
  ).rejects.toMatchObject({ code: 'not-renewable', details: { from: expect.any(Number) } });

  const csv = ['machine_id', machineOf(2), machineOf(3), 'nonsense'].join('\n');
  const table = { organizationId, licenseId: license.id, csv };
  expect(await backend.importTable(table)).toMatchObject({ create: 2, refused: 1, issued: false });
  expect(await backend.importTable({ ...table, confirmation: 2 })).toMatchObject({ issued: true });
  const page = await backend.list({ organizationId, limit: 2, ascending: true });
  expect(page.offlineLicenses.map(({ seq }) => seq)).toEqual([1, 2]);
  const rest = await backend.list({ organizationId, limit: 2, ascending: true, cursor: page.next ?? '' });
  expect(rest.offlineLicenses.map(({ seq }) => seq)).toEqual([3]);

  expect(await backend.download({ organizationId, ids: [id] })).toMatchObject({
    name: `KSE_${machineOf(1)}.lic`,
    type: 'application/license+jwt',
  });
  const ids = page.offlineLicenses.map((one) => one.id);
  expect(await backend.download({ organizationId, ids })).toMatchObject({ type: 'application/zip' });
  const ended = new AbortController();
  ended.abort(new Error('closed'));
  await expect(backend.listLicenses(organizationId, { signal: ended.signal })).rejects.toThrow('closed');
});
