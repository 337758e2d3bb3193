import { sql } from 'kysely';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import { watchHashing } from '../../testing/watch-hashing.js';
import type { Actor } from '../actor.js';
import { createAccount, describeAccount } from './account.js';
import { changePassword, resetPassword } from './change-password.js';
import { hashPassword } from './password.js';
import { findSession, openSession, signOut } from './session.js';
import { signIn } from './sign-in.js';
import { signInExternal } from './sign-in-external.js';
import { countAttempt, PER_ADDRESS, PER_EMAIL, PER_PAIR, type Limit } from './throttle.js';

const PASSWORD = 'correct horse battery';
const OTHER = 'another staple entirely';
const FROM = '192.0.2.7';
const LIFETIME = 12 * 3600;

/** Made once: a hash takes a third of a second. */
const hash = await hashPassword(PASSWORD);

describe.each(DATABASES)('signing in on $name', (database) => {
  let fixture: Fixture;
  let ada: Actor & { kind: 'account' };
  beforeEach(async () => {
    fixture = await openFixture(database);
    const { id } = await createAccount(fixture.ledger, CONSOLE, { email: 'Ada@Example.com', name: 'Ada' });
    ada = { kind: 'account', id };
    await fixture.ledger.db.updateTable('account').set({ password: hash }).where('id', '=', id).execute();
  });
  afterEach(() => fixture.close());

  const db = () => fixture.ledger.db;
  const enter = (password = PASSWORD, email = 'ada@example.com', from = FROM) =>
    signIn(fixture.ledger, { email, password, from });
  /** A session without a password: hashing is slow. */
  const open = () =>
    db()
      .transaction()
      .execute((trx) => openSession(fixture.ledger, trx, ada.id));
  const refused = (code: 'sign-in-failed' | 'too-many-requests', work: () => Promise<unknown>) =>
    expectRefused(db(), code, work);
  const exhaust = async (limit: Limit, ...who: string[]) => {
    for (let i = 0; i < limit.burst; i += 1) await countAttempt(fixture.ledger, limit, who);
  };

  it('begins a session that ends after twelve hours, however it is used', async () => {
    const { token, account, expiresAt } = await enter(PASSWORD, 'ADA@example.COM');
    expect(account).toEqual(await describeAccount(fixture.ledger, ada.id));
    expect(account).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      isOperator: false,
      organizations: [],
    });
    expect(expiresAt).toBe(START + LIFETIME);
    const { organizations: _, ...person } = account;
    expect(await findSession(fixture.ledger, token)).toEqual({ account: person, actor: ada, expiresAt });
    fixture.ledger.time = expiresAt - 1;
    expect(await findSession(fixture.ledger, token)).toBeDefined();
    fixture.ledger.time = expiresAt;
    expect(await findSession(fixture.ledger, token)).toBeUndefined();
    // The next one to sign in clears it away.
    await signInExternal(fixture.ledger, { externalId: 'x', email: 'x@example.com', name: 'X' });
    expect(await db().selectFrom('session').selectAll().execute()).toHaveLength(1);
  });

  it('every session has a token of its own, which the database does not know', async () => {
    const [first, second] = [await enter(), await open()];
    expect(first.token).not.toBe(second.token);
    const stored = JSON.stringify(await db().selectFrom('session').selectAll().execute());
    expect(stored).not.toContain(first.token.slice(4));
    // Nor is what it knows instead a token.
    const rows = await db().selectFrom('session').select('hash').execute();
    for (const row of rows) expect(await findSession(fixture.ledger, `lks_${row.hash}`)).toBeUndefined();
    await signOut(fixture.ledger, first.token);
    expect(await findSession(fixture.ledger, first.token)).toBeUndefined();
    expect(await findSession(fixture.ledger, second.token)).toBeDefined();
    await signOut(fixture.ledger, first.token);
    for (const hostile of ['', '\0', 'lks_', 'a'.repeat(1_000_000)]) {
      await signOut(fixture.ledger, hostile);
      expect(await findSession(fixture.ledger, hostile)).toBeUndefined();
    }
  });

  it('refuses in one way whatever is wrong, and hashes for an account that is not there, too', async () => {
    await signInExternal(fixture.ledger, { externalId: 'x', email: 'bob@example.com', name: 'Bob' });
    const hashing = watchHashing();
    await refused('sign-in-failed', () => enter(OTHER));
    await refused('sign-in-failed', () => enter(PASSWORD, 'nobody@example.com'));
    await refused('sign-in-failed', () => enter(PASSWORD, 'bob@example.com'));
    expect(hashing.begun).toBe(3);
    // What cannot be right is not worth a hash.
    for (const email of ['', 'ada', 'ada@example.com\0', '@'.repeat(1_000_000)]) {
      await refused('sign-in-failed', () => enter(PASSWORD, email));
    }
    for (const password of ['', '\ud800', 'a'.repeat(1_000_000)]) {
      await refused('sign-in-failed', () => enter(password));
    }
    hashing.stop();
    expect(hashing.begun).toBe(3);
  });

  it('is slowed down before hashing, by e-mail address and place, and the right password is no exception', async () => {
    await exhaust(PER_PAIR, 'ada@example.com', FROM);
    const hashing = watchHashing();
    await refused('too-many-requests', () => enter());
    await refused('too-many-requests', () => enter(PASSWORD, 'ADA@example.com'));
    // Nor does it hinder the same person elsewhere, or another one there.
    await exhaust(PER_EMAIL, 'bob@example.com');
    await refused('too-many-requests', () => enter(OTHER, 'bob@example.com', '2001:db8::1'));
    await exhaust(PER_ADDRESS, '198.51.100.1');
    await refused('too-many-requests', () => enter(PASSWORD, 'carol@example.com', '198.51.100.1'));
    await refused('too-many-requests', () => enter(PASSWORD, 'no address', '198.51.100.1'));
    expect(hashing.begun).toBe(0);
    hashing.stop();
    await enter(PASSWORD, 'ada@example.com', '2001:db8::2');
    fixture.ledger.time += PER_PAIR.every;
    await enter();
    // Having signed in, all attempts are back.
    await exhaust(PER_PAIR, 'ada@example.com', FROM);
    await expect(enter()).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { seconds: PER_PAIR.every },
    });
  });

  it('attempts that come at once do not pass together', async () => {
    for (let i = 2; i < PER_PAIR.burst; i += 1) {
      await countAttempt(fixture.ledger, PER_PAIR, ['ada@example.com', FROM]);
    }
    const hashing = watchHashing();
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => enter(OTHER).catch(({ code }: { code: string }) => code)),
    );
    hashing.stop();
    expect(codes.filter((code) => code === 'sign-in-failed')).toHaveLength(2);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(18);
    expect(hashing.begun).toBe(2);
  });

  it('a change of the password ends every session, and begins one', async () => {
    const [old, bob] = [
      await open(),
      await signInExternal(fixture.ledger, { externalId: 'x', email: 'bob@example.com', name: 'Bob' }),
    ];
    const change = (current: string, next: string, actor: Actor = ada) =>
      changePassword(fixture.ledger, actor, { current, next, from: FROM });
    await refused('sign-in-failed', () => change(OTHER, OTHER));
    await refused('sign-in-failed', () => change(PASSWORD, OTHER, { kind: 'account', id: bob.account.id }));
    await expectRefused(db(), 'request-invalid', () => change(PASSWORD, 'short'));
    await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ details: { fields: ['next'] } });
    await expectRefused(db(), 'forbidden', () => change(PASSWORD, OTHER, CONSOLE));
    const changed = await change(PASSWORD, OTHER);
    expect(await findSession(fixture.ledger, old.token)).toBeUndefined();
    expect(await findSession(fixture.ledger, changed.token)).toMatchObject({ actor: ada });
    expect(await findSession(fixture.ledger, bob.token)).toBeDefined();
    expect((await enter(OTHER)).account).toEqual(changed.account);
    expect(await vendorActions()).toEqual(['account.create', 'account.create', 'account.password']);
    // Who guesses the present password in an open browser is slowed down as at the door.
    await exhaust(PER_PAIR, 'ada@example.com', FROM);
    const hashing = watchHashing();
    await refused('too-many-requests', () => change(OTHER, PASSWORD));
    hashing.stop();
    expect(hashing.begun).toBe(0);
  });

  it('the console gives a new password, and nobody else does', async () => {
    const { token } = await open();
    const reset = (email: string, password: string, actor: Actor = CONSOLE) =>
      resetPassword(fixture.ledger, actor, { email, password });
    await expectRefused(db(), 'forbidden', () => reset('ada@example.com', OTHER, ada));
    await expectRefused(db(), 'request-invalid', () => reset('ada@example.com', 'short'));
    await expectRefused(db(), 'not-found', () => reset('nobody@example.com\0', OTHER));
    await reset('ADA@example.com', OTHER);
    expect(await findSession(fixture.ledger, token)).toBeUndefined();
    await enter(OTHER);
    const entries = db()
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'account.password');
    expect(await entries.execute()).toEqual([
      { actor: 'console', details: JSON.stringify({ accountId: ada.id }) },
    ]);
  });

  it('accounts are made by the console alone, once for an address', async () => {
    const make = (email: string, name = 'Eve', actor: Actor = CONSOLE) =>
      createAccount(fixture.ledger, actor, { email, name });
    await expectRefused(db(), 'exists', () => make('ADA@EXAMPLE.COM'));
    await expectRefused(db(), 'forbidden', () => make('eve@example.com', 'Eve', fixture.owner));
    await expectRefused(db(), 'request-invalid', () => make('eve'));
    for (const name of ['', ' Eve', 'E\0ve', 'E\u202eve', 'a'.repeat(121), 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'request-invalid', () => make('eve@example.com', name));
    }
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => make('eve@example.com')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await vendorActions()).toEqual(['account.create', 'account.create']);
  });

  const vendorActions = async () => {
    const rows = await db()
      .selectFrom('audit')
      .select('action')
      .where('organization_id', '=', 'vendor')
      .where('action', 'like', 'account.%')
      .orderBy('number')
      .execute();
    return rows.map(({ action }) => action);
  };
});

describe('signing in while the password changes', () => {
  it('makes no session that outlives the change', async () => {
    const [, postgres] = DATABASES;
    if (postgres === undefined) throw new Error('There is no PostgreSQL.');
    const { ledger, close } = await openFixture(postgres);
    const email = 'ada@example.com';
    await createAccount(ledger, CONSOLE, { email, name: 'Ada' });
    await ledger.db.updateTable('account').set({ password: hash }).where('email', '=', email).execute();
    const changed = hash.replace(/.{43}$/, 'A'.repeat(43));
    // As changePassword does it; the sign-in finds the old password right, and then has to wait.
    const signedIn = await ledger.db.transaction().execute(async (trx) => {
      await trx.updateTable('account').set({ password: changed }).where('email', '=', email).execute();
      const state = { isOver: false };
      const attempt = signIn(ledger, { email, password: PASSWORD, from: FROM })
        .catch((error: unknown) => error)
        .finally(() => (state.isOver = true));
      // Not asked within the transaction: what is read there stays as it was first.
      const waits = sql<{ n: number }>`select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while (!state.isOver && (await waits.execute(ledger.db)).rows[0]?.n === 0) await setTimeout(20);
      await trx.deleteFrom('session').execute();
      return { attempt };
    });
    expect(await signedIn.attempt).toMatchObject({ code: 'sign-in-failed' });
    expect(await ledger.db.selectFrom('session').selectAll().execute()).toEqual([]);
    await close();
  });
});

describe.each(DATABASES)('people of an OpenID provider on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(database);
  });
  afterEach(() => fixture.close());

  const enter = (externalId: string, email = 'Ada@Example.com', name = 'Ada') =>
    signInExternal(fixture.ledger, { externalId, email, name });

  it('have one account, whatever their address becomes, and a new session each time', async () => {
    const visits = await Promise.all(Array.from({ length: 10 }, () => enter('https://id.example sub 1')));
    const later = await enter('https://id.example sub 1', 'not even one', '');
    expect(new Set([...visits, later].map(({ account }) => account.id)).size).toBe(1);
    expect(later.account).toMatchObject({ email: 'ada@example.com', name: 'Ada', organizations: [] });
    expect(new Set([...visits, later].map(({ token }) => token)).size).toBe(11);
    expect(await findSession(fixture.ledger, later.token)).toMatchObject({
      account: { id: later.account.id },
    });
  });

  it('never take over the account of somebody else', async () => {
    const { db } = fixture.ledger;
    await createAccount(fixture.ledger, CONSOLE, { email: 'ada@example.com', name: 'Ada', isOperator: true });
    await expectRefused(db, 'exists', () => enter('https://id.example sub 1'));
    await enter('https://id.example sub 2', 'bob@example.com');
    await expectRefused(db, 'exists', () => enter('https://id.example sub 3', 'bob@example.com'));
    for (const externalId of ['', 'a\0', '\ud800', 'a'.repeat(1001)]) {
      await expectRefused(db, 'request-invalid', () => enter(externalId, 'eve@example.com'));
    }
    await expectRefused(db, 'request-invalid', () => enter('https://id.example sub 4', 'no address'));
    await expectRefused(db, 'request-invalid', () =>
      enter('https://id.example sub 4', 'eve@example.com', ''),
    );
  });
});
