import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { machineOf, openFixture, type Fixture } from '../../testing/ledger.js';
import { listLicenses } from '../vendor/licenses.js';
import { createOfflineLicense } from './create.js';
import { importOfflineLicenses, type ImportRequest } from './import.js';
import { listOfflineLicenses } from './list.js';

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let licenseId: string;
  beforeEach(async () => {
    fixture = await openFixture(database);
    licenseId = (await fixture.purchase({ quantity: 3 })).id;
  });
  afterEach(() => fixture.close());

  const run = (csv: string, change: Partial<ImportRequest> = {}) =>
    importOfflineLicenses(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      csv,
      ...change,
    });
  const used = async () => {
    const all = await listLicenses(fixture.ledger, fixture.owner, 'acme');
    return all.find(({ id }) => id === licenseId)?.seats.used;
  };

  it('a dry run judges every row and spends nothing; confirmed, all that fit are issued', async () => {
    await createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(1) },
      confirmation: machineOf(1).slice(-4),
    });
    const monthly = (await fixture.purchase({ billing: 'monthly' })).id;
    const csv = [
      '\ufeffMachine_ID;assignee;license',
      `${machineOf(1).toUpperCase()};Ada;`,
      `"${machineOf(2)}";"Bea ""the"" Builder";`,
      `${machineOf(2)};Bea again;`,
      `${machineOf(3)}x;;`,
      `${machineOf(4)};;${monthly}`,
      `${machineOf(5)};;nowhere`,
      '',
      `${machineOf(6)};${'n'.repeat(121)};`,
      `${machineOf(7)};;`,
      `${machineOf(8)};;`,
    ].join('\r\n');
    const dry = await run(csv);
    expect(dry.rows.map(({ line, outcome, problem }) => [line, problem?.code ?? outcome])).toEqual([
      [2, 'existing'],
      [3, 'create'],
      [4, 'existing'],
      [5, 'machine-id-invalid'],
      [6, 'not-eligible'],
      [7, 'not-found'],
      [9, 'request-invalid'],
      [10, 'create'],
      [11, 'no-seats'],
    ]);
    expect(dry).toMatchObject({ create: 2, existing: 2, refused: 5, issued: false });
    expect(await used()).toBe(1);

    await expect(run(csv, { confirmation: 3 })).rejects.toMatchObject({ code: 'confirmation-missing' });
    expect(await used()).toBe(1);

    const done = await run(csv, { confirmation: 2 });
    expect(done).toMatchObject({ create: 2, issued: true });
    expect(await used()).toBe(3);
    const { offlineLicenses } = await listOfflineLicenses(fixture.ledger, fixture.owner, {
      organizationId: 'acme',
      ascending: true,
    });
    expect(offlineLicenses.map(({ seq, machineId, assignee }) => [seq, machineId, assignee])).toEqual([
      [1, machineOf(1), undefined],
      [2, machineOf(2), 'Bea "the" Builder'],
      [3, machineOf(7), undefined],
    ]);
    expect(done.rows.flatMap(({ outcome, id }) => (outcome === 'created' ? [id] : []))).toEqual(
      offlineLicenses.slice(1).map(({ id }) => id),
    );
  });

  it.each([
    ['nothing', '', 0],
    ['a head alone', 'machine_id\n', 0],
  ])('%s is a table without rows', async (_, csv, rows) => {
    expect((await run(csv)).rows).toHaveLength(rows);
  });

  it.each([
    ['another head', 'id\nx'],
    ['an open quote', 'machine_id\n"x'],
    ['a row that is too long', 'machine_id\nx,y,z'],
    ['too many rows', `machine_id\n${'x\n'.repeat(20_001)}`],
  ])('%s is refused', async (_, csv) => {
    await expect(run(csv)).rejects.toMatchObject({ code: 'request-invalid', details: { fields: ['csv'] } });
  });

  it('a user, a stranger and a foreign license are refused', async () => {
    const csv = `machine_id\n${machineOf(1)}`;
    const asUser = { organizationId: 'acme', licenseId, csv, confirmation: 1 };
    await expect(importOfflineLicenses(fixture.ledger, fixture.user, asUser)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(run(csv, { licenseId: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(run(csv, { organizationId: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await used()).toBe(0);
  });
});
