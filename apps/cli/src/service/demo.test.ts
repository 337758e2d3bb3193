import {
  createOrganization,
  listInvites,
  listLicenses,
  listMembers,
  listProducts,
  removeMember,
  signIn,
  verifyAudit,
  type Ledger,
} from '@latchkey/issuer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DATABASES,
  openTestDatabase,
  type TestDatabase,
} from '../../../../packages/issuer/testing/databases.js';
import { CONSOLE, testLedger } from '../../../../packages/issuer/testing/ledger.js';
import { readAll } from '../../../../packages/issuer/testing/refused.js';
import { watchHashing } from '../../../../packages/issuer/testing/watch-hashing.js';
import { DEMO_PASSWORD, seedDemo } from './demo.js';

const SQLITE = DATABASES[0] as TestDatabase;

describe('the demo', () => {
  let ledger: Ledger;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await openTestDatabase(SQLITE);
    ledger = await testLedger(opened.db);
    close = opened.close;
  });
  afterEach(() => close());

  /** Nothing is added, and no password is hashed, however small. */
  const expectLeftAlone = async () => {
    const before = await readAll(ledger.db);
    const hashing = watchHashing();
    expect(await seedDemo(ledger)).toBe(false);
    hashing.stop();
    expect(hashing.begun).toBe(0);
    expect(await readAll(ledger.db)).toEqual(before);
  };

  it('is completed wherever it was interrupted, and then left alone', { timeout: 120_000 }, async () => {
    // Each write asks for the time or for random bytes first. Every start may ask once more than the one before, until
    // something has been added; then it begins anew with one: so it stops behind each thing, and on the way to it.
    const countThings = async () =>
      (await readAll(ledger.db))
        .filter(([table]) => ['account', 'product', 'organization', 'license'].includes(table))
        .reduce((sum, [, rows]) => sum + rows.length, 0);
    const beforehand = await countThings();
    let isDone = false;
    let steps = 0;
    for (let most = 1; !isDone; most++) {
      const before = await countThings();
      isDone = await seedDemo(stopAfter(ledger, most)).catch((error: unknown) => {
        if (error instanceof Interrupted) return false;
        throw error;
      });
      if ((await countThings()) === before) continue;
      steps += 1;
      most = 0;
    }
    // Four people, a product, an organization, four licenses; each by itself.
    expect([steps, (await countThings()) - beforehand]).toEqual([10, 10]);
    const members = await listMembers(ledger, CONSOLE, 'demo');
    expect(members.map(({ role, email }) => [role, email])).toEqual([
      ['admin', 'admin@demo.example'],
      ['owner', 'owner@demo.example'],
      ['user', 'user@demo.example'],
    ]);
    expect(await listInvites(ledger, CONSOLE, 'demo')).toEqual([]);
    expect((await listProducts(ledger)).map(({ code }) => code)).toEqual(['KSE']);
    expect((await listLicenses(ledger, CONSOLE, 'demo')).map(({ name }) => name)).toEqual([
      'Studio, floating',
      'Studio, last seat',
      'Studio, monthly',
      'Studio, yearly',
    ]);
    const operator = { email: 'operator@demo.example', password: DEMO_PASSWORD, from: 'here' };
    const { account, token: _ } = await signIn(ledger, operator);
    expect(account.isOperator).toBe(true);
    const owner = { kind: 'account', id: members[1]?.accountId ?? '' } as const;
    expect(await verifyAudit(ledger, owner, 'demo')).toMatchObject({ ok: true });
    await expectLeftAlone();
    // Who tries out how to remove somebody does not find them there again.
    await removeMember(ledger, CONSOLE, { organizationId: 'demo', accountId: members[2]?.accountId ?? '' });
    await expectLeftAlone();
  });

  it.each([
    [{ id: 'acme', name: 'Acme Ships' }],
    // A real organization may be called so.
    [{ id: 'demo', name: 'Demolition Ltd.' }],
  ])('never gets into a ledger with %j', async (organization) => {
    await createOrganization(ledger, CONSOLE, organization);
    await expectLeftAlone();
  });
});

class Interrupted extends Error {}

/** A ledger that stops after so many questions for the time or for random bytes. */
function stopAfter(ledger: Ledger, most: number): Ledger {
  let asked = 0;
  const ask = <T>(answer: T): T => {
    asked += 1;
    if (asked > most) throw new Interrupted();
    return answer;
  };
  return { ...ledger, now: () => ask(ledger.now()), random: (length) => ask(ledger.random(length)) };
}
