import { DAY } from '@latchkey/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { machineOf, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { createOfflineLicense } from './create.js';
import { downloadFiles } from './download.js';
import { listOfflineLicenses, type ListRequest } from './list.js';

const COUNT = 23;

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  let licenseId: string;
  beforeEach(async () => {
    fixture = await openFixture(database);
    licenseId = (await fixture.purchase({ quantity: 100 })).id;
    for (let n = 0; n < COUNT; n++) {
      fixture.ledger.time = START + Math.floor(n / 5) * DAY;
      await createOfflineLicense(fixture.ledger, fixture.admin, {
        organizationId: 'acme',
        licenseId,
        machine: { machineId: machineOf(n) },
        confirmation: machineOf(n).slice(-4),
        assignee: { name: n % 2 ? `Ada ${n}` : '100 %_\\' },
      });
    }
  });
  afterEach(() => fixture.close());

  const list = (change: Partial<ListRequest> = {}, actor = fixture.owner) =>
    listOfflineLicenses(fixture.ledger, actor, { organizationId: 'acme', ...change });

  async function all(change: Partial<ListRequest>): Promise<number[]> {
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...change, limit: 4, ...(cursor !== undefined && { cursor }) });
      numbers.push(...page.offlineLicenses.map(({ seq }) => seq));
      cursor = page.next;
    } while (cursor !== undefined);
    return numbers;
  }

  it.each([
    ['issued', false],
    ['issued', true],
    ['ends', false],
    ['ends', true],
    ['machine', false],
    ['machine', true],
  ] as const)('pages by %s (ascending: %s) hold each license once, in order', async (sort, ascending) => {
    const numbers = await all({ sort, ascending });
    const whole = await list({ sort, ascending, limit: 200 });
    expect(whole.next).toBeUndefined();
    expect(numbers).toEqual(whole.offlineLicenses.map(({ seq }) => seq));
    expect(new Set(numbers).size).toBe(COUNT);
    const key = { issued: 'seq', ends: 'endsAt', machine: 'machineId' } as const;
    const keys = whole.offlineLicenses.map((one) => one[key[sort]]);
    const sorted = keys.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
    expect(keys).toEqual(ascending ? sorted : sorted.toReversed());
  });

  it('a page goes on behind its cursor, whatever was issued since', async () => {
    const first = await list({ limit: 4 });
    await createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(99) },
      confirmation: machineOf(99).slice(-4),
    });
    const second = await list({ limit: 4, cursor: first.next as string });
    expect(second.offlineLicenses.map(({ seq }) => seq)).toEqual([19, 18, 17, 16]);
  });

  it('filters by state, license, product, machine ID in any spelling, and name with wildcards taken literally', async () => {
    fixture.ledger.time = START + 61 * DAY;
    expect(await all({ state: 'expired' })).toHaveLength(10);
    expect(await all({ state: 'in-force' })).toHaveLength(13);
    expect(await all({ state: 'scheduled' })).toHaveLength(0);
    expect(await all({ licenseId: 'other' })).toHaveLength(0);
    expect(await all({ product: 'KSE' })).toHaveLength(COUNT);
    expect(await all({ search: ` ${machineOf(3).toUpperCase().replace(/.{5}/g, '$& ')}` })).toEqual([4]);
    expect(await all({ search: 'ADA 1' })).toHaveLength(6);
    expect(await all({ search: '%_\\' })).toHaveLength(12);
    expect(await all({ search: '_%' })).toHaveLength(0);
  });

  it('a user sees what is assigned to that person, and downloads nothing else', async () => {
    const { user } = fixture;
    const accountId = user.kind === 'account' ? user.id : '';
    const { offlineLicense } = await createOfflineLicense(fixture.ledger, fixture.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(50) },
      confirmation: machineOf(50).slice(-4),
      assignee: { accountId },
    });
    const seen = await list({}, user);
    expect(seen.offlineLicenses.map(({ id }) => id)).toEqual([offlineLicense.id]);
    expect(await downloadFiles(fixture.ledger, user, 'acme', [offlineLicense.id])).toHaveLength(1);
    const [foreign] = (await list({ limit: 2 })).offlineLicenses.slice(1);
    const download = downloadFiles(fixture.ledger, user, 'acme', [foreign?.id ?? '']);
    await expect(download).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['', 'x', 'e30', Buffer.from('["ends",1,1]').toString('base64url')])(
    'the cursor %j is refused',
    async (cursor) => {
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'request-invalid' });
    },
  );
});
