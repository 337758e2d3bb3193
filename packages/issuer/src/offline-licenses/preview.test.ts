import { machineIdFromDevice, worthlessMachineIds } from '@latchkey/core';
import { createSigner, signRequest } from '@latchkey/crypto';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { createOrganization } from '../vendor/organizations.js';
import { createOfflineLicense } from './create.js';
import { downloadFiles } from './download.js';
import type { MachineInput } from './machine.js';
import { previewOfflineLicense } from './preview.js';
import { renewOfflineLicense } from './renew.js';

const DAY = 86_400;

/** A device with a key of its own, and the request that it makes. */
async function device(facts: { container?: true; host?: string; key?: Uint8Array; machineId?: string } = {}) {
  const signer = await createSigner(facts.key ?? randomBytes(32));
  const machineId = facts.machineId ?? machineIdFromDevice({ product: 'KSE', jkt: signer.kid });
  const { container, host } = facts;
  const claims = {
    sub: machineId,
    aud: 'KSE',
    iat: START,
    nonce: randomBytes(16).toString('base64url'),
    ...(host !== undefined && { host }),
    ...(container && { container }),
  };
  return { machineId, jkt: signer.kid, activationRequest: await signRequest(claims, signer) };
}

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let licenseId: string;
  beforeEach(async () => {
    fixture = await openFixture(database);
    licenseId = (await fixture.purchase({ quantity: 2, endsAt: START + 20 * DAY })).id;
  });
  afterEach(() => fixture.close());

  const preview = (machine: MachineInput, license = licenseId) =>
    previewOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId: license,
      machine,
    });
  const create = (machine: MachineInput, machineId: string, organizationId = 'acme', license = licenseId) =>
    createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId,
      licenseId: license,
      machine,
      confirmation: machineId.slice(-4),
    });

  it('shows seats before and after and the exact end, and spends nothing', async () => {
    const shown = await preview({ machineId: ` ${machineOf(1).toUpperCase()}` });
    expect(shown).toEqual({
      machineId: machineOf(1),
      product: 'KSE',
      seats: { quantity: 2, used: 0, available: 2, after: 1 },
      period: { iat: START, nbf: START - 300, exp: START + 20 * DAY },
      warnings: [],
    });
    expect(await preview({ machineId: machineOf(1) })).toEqual(shown);
  });

  it('shows the license that is there, and that creating gives it back', async () => {
    const { offlineLicense } = await create({ machineId: machineOf(1) }, machineOf(1));
    const shown = await preview({ machineId: machineOf(1) });
    expect(shown).toMatchObject({ existing: offlineLicense, seats: { used: 1, available: 1, after: 1 } });
    expect(shown.warnings.map(({ code }) => code)).toEqual(['already-licensed']);
    expect(shown.period).toBeUndefined();
  });

  it('says why it would be refused', async () => {
    const monthly = (await fixture.purchase({ billing: 'monthly' })).id;
    const refused = await preview({ machineId: machineOf(1) }, monthly);
    expect(refused.refusal).toMatchObject({ code: 'not-eligible', details: { billing: 'monthly' } });
    for (const n of [1, 2]) await create({ machineId: machineOf(n) }, machineOf(n));
    const full = await preview({ machineId: machineOf(3) });
    expect(full.refusal).toMatchObject({ code: 'no-seats', details: { nextFreeAt: START + 20 * DAY } });
    expect(full.seats).toEqual({ quantity: 2, used: 2, available: 0, after: 0 });
  });

  it('reads an activation request, and warns of a container', async () => {
    const { activationRequest, machineId } = await device({ container: true, host: 'build-7' });
    const shown = await preview({ activationRequest });
    expect(shown).toMatchObject({ machineId, host: 'build-7' });
    expect(shown.warnings.map(({ code }) => code)).toEqual(['container']);
  });

  it('warns of a device key that holds a license of another machine of the organization, and of no other', async () => {
    const key = randomBytes(32);
    const first = await device({ key, machineId: machineOf(1) });
    const other = await device({ key, machineId: machineOf(2) });
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    const foreign = (await fixture.purchase({ organizationId: 'other' })).id;
    const stranger = await fixture.addMember('admin', 'other');
    await createOfflineLicense(fixture.ledger, stranger, {
      organizationId: 'other',
      licenseId: foreign,
      machine: first,
      confirmation: first.machineId.slice(-4),
    });
    expect((await preview(other)).warnings).toEqual([]);
    await create(first, first.machineId);
    expect((await preview(other)).warnings.map(({ code }) => code)).toEqual(['device-key-elsewhere']);
  });

  it('warns of a machine ID that many machines share', async () => {
    const [machineId = ''] = worthlessMachineIds('KSE');
    expect((await preview({ machineId })).warnings.map(({ code }) => code)).toEqual(['known-bad-machine-id']);
  });

  it('binds the license to the device key of the request, and its successor too', async () => {
    const { activationRequest, machineId, jkt } = await device();
    const long = (await fixture.purchase({})).id;
    const { offlineLicense: first } = await create({ activationRequest }, machineId, 'acme', long);
    fixture.ledger.time = first.endsAt - DAY;
    const { offlineLicense: second } = await renewOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      id: first.id,
      confirmation: machineId.slice(-4),
    });
    const files = await downloadFiles(fixture.ledger, fixture.admin, 'acme', [first.id, second.id]);
    for (const { text } of files) {
      const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
      expect(JSON.parse(payload)).toMatchObject({ sub: machineId, cnf: { jkt } });
    }
    expect(files.map(({ name }) => name)).toEqual([
      `KSE_${machineId}.lic`,
      expect.stringMatching(/^KSE_\w+_\d{4}-\d\d-\d\d\.lic$/),
    ]);
  });

  it.each([
    ['nonsense', { activationRequest: 'x' }, 'activation-request-invalid'],
    ['an empty machine ID', { machineId: '' }, 'machine-id-invalid'],
    ['a wrong symbol', { machineId: machineOf(1).replace(/.$/, 'b') }, 'machine-id-invalid'],
    ['another product', { machineId: machineOf(1, 'ABC') }, 'wrong-product'],
  ])('refuses %s', async (_, machine, code) => {
    await expect(preview(machine)).rejects.toMatchObject({ code });
  });
});
