import { DAY, LatchkeyError } from '@latchkey/core';
import { issuerJwk, KeySet, verifyLicense } from '@latchkey/crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, openFixture, START, YEAR, type Fixture } from '../../testing/ledger.js';
import type { Actor } from '../actor.js';
import { listLicenses, updateLicense } from '../vendor/licenses.js';
import { createOrganization } from '../vendor/organizations.js';
import { createOfflineLicense, type CreateRequest } from './create.js';
import { downloadFiles } from './download.js';
import { renewOfflineLicense } from './renew.js';

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let licenseId: string;
  beforeEach(async () => {
    fixture = await openFixture(database);
    licenseId = (await fixture.purchase({ quantity: 2 })).id;
  });
  afterEach(() => fixture.close());

  const create = (n: number, change: Partial<CreateRequest> = {}, actor: Actor = fixture.admin) =>
    createOfflineLicense(fixture.ledger, actor, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(n) },
      confirmation: machineOf(n).slice(-4),
      ...change,
    });
  const seats = async () => {
    const all = await listLicenses(fixture.ledger, fixture.owner, 'acme');
    return all.find(({ id }) => id === licenseId)?.seats;
  };
  const refused = async (code: string, work: () => Promise<unknown>) => {
    const before = await seats();
    await expect(work()).rejects.toSatisfy((error) => error instanceof LatchkeyError && error.code === code);
    expect(await seats()).toEqual(before);
  };

  it('a seat becomes a license file that verifies, until it expires by the clock alone', async () => {
    const { offlineLicense, existing } = await create(1, { assignee: { name: 'Ada' } });
    expect(existing).toBe(false);
    expect(offlineLicense).toMatchObject({
      fileName: `KSE_${machineOf(1)}.lic`,
      assignee: 'Ada',
      seq: 1,
      state: 'in-force',
      issuedAt: START,
      endsAt: START + 60 * DAY,
    });
    const [file] = await downloadFiles(fixture.ledger, fixture.owner, 'acme', [offlineLicense.id]);
    const keys = KeySet.fromJwks({ keys: [issuerJwk(fixture.ledger.signer.publicKey)] });
    const question = { keys, product: 'KSE', machineId: machineOf(1), now: START };
    expect(verifyLicense(file?.text ?? '', question)).toMatchObject({ ok: true });
    expect(await seats()).toEqual({ quantity: 2, used: 1, available: 1 });
    fixture.ledger.time += 60 * DAY;
    expect(await seats()).toEqual({ quantity: 2, used: 0, available: 2 });
  });

  it('the longest names there can be still fit into a license file', async () => {
    const long = (count: number) => '\u{1f511}'.repeat(count);
    const ledger = Object.assign(fixture.ledger, { issuer: long(200) });
    await createOrganization(ledger, CONSOLE, { id: 'long', name: long(200) });
    const owner = await fixture.addMember('owner', 'long');
    // 3,000 bytes of JSON.
    const features = Array.from({ length: 12 }, (_, i) => long(61) + String(i).padStart(i < 5 ? 2 : 3, '0'));
    const { id } = await fixture.purchase({ organizationId: 'long', name: long(100), features });
    const request = { organizationId: 'long', licenseId: id, assignee: { name: long(120) } };
    const { offlineLicense } = await create(1, request, owner);
    const [file] = await downloadFiles(ledger, owner, 'long', [offlineLicense.id]);
    expect(file?.text.length).toBeGreaterThan(6500);
    const keys = KeySet.fromJwks({ keys: [issuerJwk(ledger.signer.publicKey)] });
    const question = { keys, product: 'KSE', machineId: machineOf(1), now: START };
    expect(verifyLicense(file?.text ?? '', question)).toMatchObject({ ok: true });
  });

  it('a machine that has one gets it again, and no seat is spent', async () => {
    const first = await create(1);
    const again = await create(1);
    expect(again).toEqual({ offlineLicense: first.offlineLicense, existing: true });
    expect(await seats()).toMatchObject({ used: 1 });
  });

  it('the last seat is refused to the next machine, with the moment when one is free', async () => {
    await create(1);
    fixture.ledger.time += DAY;
    await create(2);
    const next = create(3);
    await expect(next).rejects.toMatchObject({
      code: 'no-seats',
      details: { quantity: 2, used: 2, nextFreeAt: START + 60 * DAY },
    });
    await refused('no-seats', () => create(3));
  });

  it('each rule refuses with its own code and spends nothing', async () => {
    await refused('forbidden', () => create(1, {}, fixture.user));
    await refused('forbidden', () => create(1, {}, CONSOLE));
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    const stranger = await fixture.addMember('owner', 'other');
    await refused('not-found', () => create(1, {}, stranger));
    await refused('not-found', () => create(1, { organizationId: 'nowhere' }));
    const foreign = (await fixture.purchase({ organizationId: 'other' })).id;
    await refused('not-found', () => create(1, { licenseId: foreign }));
    await refused('confirmation-missing', () => create(1, { confirmation: '' }));
    await refused('machine-id-invalid', () => create(1, { machine: { machineId: `${machineOf(1)}q` } }));
    await refused('wrong-product', () => create(1, { machine: { machineId: machineOf(1, 'ABC') } }));
    const monthly = (await fixture.purchase({ billing: 'monthly' })).id;
    await refused('not-eligible', () => create(1, { licenseId: monthly }));
    const floating = (await fixture.purchase({ type: 'floating' })).id;
    await refused('not-eligible', () => create(1, { licenseId: floating }));
    fixture.ledger.time = START - 2 * DAY;
    await refused('term-ahead', () => create(1));
    fixture.ledger.time = START + YEAR;
    await refused('term-over', () => create(1));
  });

  it('a successor takes over without a gap, in the last 14 days, once', async () => {
    const { offlineLicense: first } = await create(1);
    const confirmation = machineOf(1).slice(-4);
    const renew = () =>
      renewOfflineLicense(fixture.ledger, fixture.admin, {
        organizationId: 'acme',
        id: first.id,
        confirmation,
      });
    await expect(renew()).rejects.toMatchObject({
      code: 'not-renewable',
      details: { from: first.endsAt - 14 * DAY },
    });
    fixture.ledger.time = first.endsAt - 14 * DAY;
    const { offlineLicense: second } = await renew();
    expect(second).toMatchObject({
      startsAt: first.endsAt,
      endsAt: first.endsAt + 60 * DAY,
      state: 'scheduled',
    });
    expect(await renew()).toEqual({ offlineLicense: second, existing: true });
    expect(await seats()).toMatchObject({ used: 1 });
    fixture.ledger.time = first.endsAt;
    expect((await create(1)).offlineLicense).toMatchObject({ id: second.id, state: 'in-force' });
  });

  it('a clock that was set back issues nothing', async () => {
    await create(1);
    fixture.ledger.time -= 301;
    await refused('clock-behind', () => create(2));
  });

  it('fewer seats than in use take nothing back', async () => {
    await create(1);
    await create(2);
    await updateLicense(fixture.ledger, CONSOLE, { organizationId: 'acme', id: licenseId }, { quantity: 1 });
    expect(await seats()).toEqual({ quantity: 1, used: 2, available: 0 });
    await refused('no-seats', () => create(3));
  });
});
