import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import { watchHashing } from '../../testing/watch-hashing.js';
import { createOrganization } from '../vendor/organizations.js';
import { createAccount } from './account.js';
import { findSession } from './session.js';
import { ensureSetUpToken, setUp, type SetUpRequest } from './set-up.js';

describe.each(DATABASES)('set-up on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(database);
  });
  afterEach(() => fixture.close());

  const start = async () => (await ensureSetUpToken(fixture.ledger)) ?? '';
  const finish = (token: string, change: Partial<SetUpRequest> = {}) =>
    setUp(fixture.ledger, {
      token,
      email: 'Op@example.com',
      name: 'Op',
      password: 'correct horse battery',
      ...change,
    });

  it('makes the first operator with a token that was shown once, and only one, whoever is faster', async () => {
    const { db } = fixture.ledger;
    // Two processes start.
    const tokens = await Promise.all([start(), start()]);
    expect(new Set(tokens).size).toBe(2);
    const stored = JSON.stringify(await db.selectFrom('setting').selectAll().execute());
    for (const token of tokens) expect(stored).not.toContain(token.slice(4));
    const results = await Promise.allSettled([
      finish(tokens[0]),
      finish(tokens[1], { email: 'second@example.com' }),
      finish(tokens[0], { email: 'third@example.com' }),
    ]);
    const [winner, ...others] = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : [],
    );
    expect(others).toEqual([]);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'set-up-done' });
    }
    expect(winner?.account.isOperator).toBe(true);
    const session = await findSession(fixture.ledger, winner?.token ?? '');
    expect(session?.account.isOperator).toBe(true);
    if (session) await createOrganization(fixture.ledger, session.actor, { name: 'By the operator' });
    // No token opens anything any more, and none is made.
    const hashing = watchHashing();
    for (const token of tokens) await expectRefused(db, 'set-up-done', () => finish(token));
    hashing.stop();
    expect(hashing.begun).toBe(0);
    expect(await ensureSetUpToken(fixture.ledger)).toBeUndefined();
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });

  it('refuses what is no token before it hashes anything, and keeps the token after a typing error', async () => {
    const { db } = fixture.ledger;
    const hashing = watchHashing();
    await expectRefused(db, 'sign-in-failed', () => finish('lku_'));
    const token = await start();
    const stored = await db.selectFrom('setting').select('value').executeTakeFirstOrThrow();
    for (const wrong of ['', '\0', `lku_${stored.value}`, `lks_${token.slice(4)}`, `${token} `]) {
      await expectRefused(db, 'sign-in-failed', () => finish(wrong));
    }
    await expectRefused(db, 'request-invalid', () => finish(token, { password: 'short' }));
    await expectRefused(db, 'request-invalid', () => finish(token, { email: 'op' }));
    await expectRefused(db, 'request-invalid', () => finish(token, { name: '\u202e' }));
    expect(hashing.begun).toBe(0);
    hashing.stop();
    await finish(token);
  });

  it('a process that starts again and again leaves the last eight tokens', async () => {
    const tokens: string[] = [];
    for (let i = 0; i < 9; i += 1) tokens.push(await start());
    await expectRefused(fixture.ledger.db, 'sign-in-failed', () => finish(tokens[0] ?? ''));
    await expectRefused(fixture.ledger.db, 'request-invalid', () => finish(tokens[1] ?? '', { email: '' }));
    const { value } = await fixture.ledger.db.selectFrom('setting').select('value').executeTakeFirstOrThrow();
    expect(value.split(' ')).toHaveLength(8);
  });

  it('an operator from the console ends it, too', async () => {
    const token = await start();
    await createAccount(fixture.ledger, CONSOLE, { email: 'op@example.com', name: 'Op', isOperator: true });
    await expectRefused(fixture.ledger.db, 'set-up-done', () => finish(token, { email: 'b@example.com' }));
    expect(await ensureSetUpToken(fixture.ledger)).toBeUndefined();
  });
});
