import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES, openTestDatabase } from '../../testing/databases.js';
import { START, testLedger, type TestLedger } from '../../testing/ledger.js';
import { openDatabase, type Place } from '../db/open.js';
import { countAttempt, forgetAttempts, PER_EMAIL, PER_PAIR, type Limit } from './throttle.js';

const LIMIT: Limit = { name: 'test', burst: 3, every: 10 };

describe.each(DATABASES)('attempts on $name', (database) => {
  let ledger: TestLedger;
  let place: Place;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await openTestDatabase(database);
    ({ place, close } = opened);
    ledger = await testLedger(opened.db);
  });
  afterEach(() => close());

  const attempt = (who = 'ada') => countAttempt(ledger, LIMIT, [who]);
  /** How many attempts pass now. */
  const count = async (who?: string) => {
    for (let passed = 0; ; passed += 1) {
      try {
        await attempt(who);
      } catch {
        return passed;
      }
    }
  };
  const rows = () => ledger.db.selectFrom('attempt').selectAll().execute();

  it('pass so many at once, then one at a time, and all of them after a pause', async () => {
    expect(await count()).toBe(3);
    await expect(attempt()).rejects.toMatchObject({ code: 'too-many-requests', details: { seconds: 10 } });
    ledger.time += 9;
    await expect(attempt()).rejects.toMatchObject({ details: { seconds: 1 } });
    ledger.time += 1;
    expect(await count()).toBe(1);
    ledger.time += 20;
    expect(await count()).toBe(2);
    ledger.time += 1000;
    expect(await count()).toBe(3);
  });

  it('of one are not those of another, nor those of another limit', async () => {
    expect(await count('ada')).toBe(3);
    expect(await count('bob')).toBe(3);
    await countAttempt(ledger, { ...LIMIT, name: 'other' }, ['ada']);
    // Not by putting names together, either.
    await countAttempt(ledger, PER_PAIR, ['a', 'bc']);
    await countAttempt(ledger, PER_PAIR, ['ab', 'c']);
    expect(new Set((await rows()).map(({ key }) => key)).size).toBe(5);
  });

  it('are given back together', async () => {
    await count();
    await forgetAttempts(ledger, LIMIT, ['ada']);
    expect(await count()).toBe(3);
  });

  it('are counted by all processes together, also at once, and after a restart', async () => {
    const other = { ...(await testLedger(await openDatabase(place))), now: () => START };
    const both = Array.from({ length: 40 }, (_, i) => countAttempt(i % 2 ? ledger : other, LIMIT, ['ada']));
    const passed = (await Promise.allSettled(both)).filter(({ status }) => status === 'fulfilled');
    expect(passed).toHaveLength(3);
    await other.db.destroy();
    const later = { ...(await testLedger(await openDatabase(place))), now: () => START };
    await expect(countAttempt(later, LIMIT, ['ada'])).rejects.toMatchObject({ code: 'too-many-requests' });
    await later.db.destroy();
  });

  it('leave no names behind, and no rows once they are free again', async () => {
    for (let i = 0; i < 100; i += 1) await attempt(`somebody-${i}@example.com`);
    expect(await rows()).toHaveLength(100);
    expect(JSON.stringify(await rows())).not.toContain('somebody');
    ledger.time += 10;
    // Each one sweeps more than it adds.
    for (let i = 0; i < 10; i += 1) await attempt('ada').catch(() => undefined);
    expect(await rows()).toHaveLength(1);
  });

  it('sweeping at once by many leaves what counts', async () => {
    for (let i = 0; i < 60; i += 1) await attempt(`somebody-${i}`);
    ledger.time += 10;
    await Promise.all(Array.from({ length: 20 }, (_, i) => attempt(`new-${i}`)));
    expect(await rows()).toHaveLength(20);
    expect((await rows()).every(({ free_at }) => free_at === START + 20)).toBe(true);
  });

  it('a clock that was years ahead for a while locks nobody out', async () => {
    ledger.time += 1_000_000_000;
    expect(await count()).toBe(3);
    ledger.time -= 1_000_000_000;
    expect(await count()).toBe(3);
    await expect(attempt()).rejects.toMatchObject({ details: { seconds: 10 } });
  });

  it('hostile names are counted like others', async () => {
    for (const who of ['', '\0', '\ud800', "'; drop table attempt; --", 'a'.repeat(1_000_000)]) {
      expect(await count(who)).toBe(3);
    }
  });

  it('one place cannot use up the attempts of an e-mail address', () => {
    expect(PER_PAIR.every).toBeGreaterThan(PER_EMAIL.every);
    expect(PER_PAIR.burst).toBeLessThan(PER_EMAIL.burst / 2);
  });
});
