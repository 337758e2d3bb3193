import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, type Fixture } from '../../testing/ledger.js';
import type { Actor } from '../actor.js';
import { createOrganization, renameOrganization } from '../vendor/organizations.js';
import { listAudit } from './list-audit.js';

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture(database);
    for (let i = 1; i <= 4; i++) {
      await renameOrganization(fixture.ledger, CONSOLE, { id: 'acme', name: `Acme ${i}` });
    }
  });
  afterAll(() => fixture.close());
  const list = (actor: Actor, organizationId = 'acme', page = {}) =>
    listAudit(fixture.ledger, actor, { organizationId, ...page });

  it('pages lead from the latest entry to the first, each once', async () => {
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(fixture.owner, 'acme', { limit: 2, ...(cursor && { cursor }) });
      expect(page.entries.length).toBeLessThanOrEqual(2);
      numbers.push(...page.entries.map(({ number }) => number));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(numbers).toEqual([5, 4, 3, 2, 1]);
  });

  it('an entry says who did what to what, and when', async () => {
    const { entries } = await list(fixture.admin);
    expect(entries[0]).toMatchObject({
      number: 5,
      at: START,
      actor: 'console',
      action: 'organization.rename',
      details: { name: 'Acme 4' },
    });
    expect(entries.at(-1)).toMatchObject({ number: 1, action: 'organization.create' });
  });

  it('only administration, tokens for it and the operator may read it', async () => {
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    const stranger = await fixture.addMember('owner', 'other');
    const token = { kind: 'token', id: 'one', organizationId: 'acme' } as const;
    await expect(list(fixture.user)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(list(stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(list({ ...token, scopes: ['licenses:read'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(list({ ...token, scopes: ['audit:read'] }, 'other')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(list(CONSOLE, 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
    await expect(list(fixture.owner, 'vendor')).rejects.toMatchObject({ code: 'not-found' });
    expect((await list({ ...token, scopes: ['audit:read'] })).entries).toHaveLength(5);
    expect((await list(CONSOLE)).entries).toHaveLength(5);
    expect((await list(CONSOLE, 'vendor')).entries[0]).toMatchObject({ action: 'product.create' });
  });

  it.each(['', '0', '-1', 'x', '1.5', '9'.repeat(16)])('the cursor "%s" is refused', async (cursor) => {
    await expect(list(fixture.owner, 'acme', { cursor })).rejects.toMatchObject({
      code: 'request-invalid',
      details: { fields: ['cursor'] },
    });
  });

  it.each([
    [0, 1],
    [-5, 1],
    [Number.NaN, 5],
    [1e9, 5],
  ])('a limit of %d gives %d entries', async (limit, count) => {
    expect((await list(fixture.owner, 'acme', { limit })).entries).toHaveLength(count);
  });
});
