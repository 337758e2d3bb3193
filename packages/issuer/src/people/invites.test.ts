import { DAY } from '@latchkey/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import { watchHashing } from '../../testing/watch-hashing.js';
import type { Actor } from '../actor.js';
import type { Role } from '../db/schema.js';
import { createOrganization } from '../vendor/organizations.js';
import { createAccount, describeAccount } from './account.js';
import { acceptInvite } from './accept-invite.js';
import { createInvite, inspectInvite, listInvites, revokeInvite } from './invites.js';
import { findSession } from './session.js';
import { signIn } from './sign-in.js';

const PASSWORD = 'correct horse battery';

describe.each(DATABASES)('invites on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await openFixture(database);
  });
  afterEach(() => fixture.close());

  const db = () => fixture.ledger.db;
  const invite = (
    actor: Actor,
    role: Role = 'user',
    change: { organizationId?: string; email?: string } = {},
  ) =>
    createInvite(fixture.ledger, actor, {
      organizationId: 'acme',
      email: 'Ada@Example.com',
      role,
      ...change,
    });
  const accept = (actor: Actor | undefined, token: string, change = {}) =>
    acceptInvite(fixture.ledger, actor, { token, ...change });
  const addPerson = async (email: string): Promise<Actor & { id: string }> => {
    const { id } = await createAccount(fixture.ledger, CONSOLE, { email, name: 'Somebody' });
    return { kind: 'account', id };
  };
  const open = () => listInvites(fixture.ledger, fixture.owner, 'acme');

  it('make an account that is a member and has signed in', async () => {
    const { token, ...made } = await invite(fixture.admin);
    expect(made).toMatchObject({ email: 'ada@example.com', role: 'user', expiresAt: START + 14 * DAY });
    expect(await open()).toEqual([made]);
    const stored = JSON.stringify(await db().selectFrom('invite').selectAll().execute());
    expect(stored).not.toContain(token.slice(4));
    expect(await inspectInvite(fixture.ledger, token)).toEqual({
      organizationName: 'Acme Ships',
      role: 'user',
      email: 'ada@example.com',
    });
    const { account, session } = await accept(undefined, token, { name: 'Ada', password: PASSWORD });
    expect(account).toMatchObject({
      email: 'ada@example.com',
      isOperator: false,
      organizations: [{ id: 'acme', name: 'Acme Ships', role: 'user' }],
    });
    expect((await findSession(fixture.ledger, session?.token ?? ''))?.account.id).toBe(account.id);
    const again = await signIn(fixture.ledger, { email: 'ada@example.com', password: PASSWORD, from: 'x' });
    expect(again.account).toEqual(account);
    const entry = await db()
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'member.join')
      .executeTakeFirst();
    expect(entry).toMatchObject({ actor: `account:${account.id}`, organization_id: 'acme' });
    // Used up: for everybody, and before anything is hashed.
    const hashing = watchHashing();
    const bob = await addPerson('bob@example.com');
    await expectRefused(db(), 'invite-invalid', () => accept(bob, token));
    await expectRefused(db(), 'invite-invalid', () =>
      accept(undefined, token, { name: 'B', password: PASSWORD }),
    );
    await expectRefused(db(), 'invite-invalid', () => inspectInvite(fixture.ledger, token));
    expect(hashing.begun).toBe(0);
    hashing.stop();
    expect(await open()).toEqual([]);
  });

  it('let somebody in who has signed in, whatever address the invite names', async () => {
    const bob = await addPerson('bob@example.com');
    const { token } = await invite(fixture.owner, 'admin');
    const joined = await accept(bob, token);
    expect(joined).toEqual({ account: await describeAccount(fixture.ledger, bob.id) });
    expect(joined.account.organizations).toEqual([{ id: 'acme', name: 'Acme Ships', role: 'admin' }]);
    // One person may be in several organizations.
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Another' });
    const second = await invite(CONSOLE, 'owner', { organizationId: 'other' });
    expect((await accept(bob, second.token)).account.organizations).toMatchObject([
      { id: 'acme', role: 'admin' },
      { id: 'other', role: 'owner' },
    ]);
  });

  it('are accepted once, however many try at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { token } = await invite(fixture.owner);
      const crowd: Actor[] = [];
      for (let i = 0; i < 12; i += 1) crowd.push(await addPerson(`p${round}-${i}@example.com`));
      const results = await Promise.allSettled(crowd.map((one) => accept(one, token)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'invite-invalid' });
      }
      const members = await db().selectFrom('member').selectAll().execute();
      expect(members).toHaveLength(3 + round + 1);
    }
  });

  it('make one account where two windows accept at once', async () => {
    const { token } = await invite(fixture.owner);
    const newcomer = { name: 'Ada', password: PASSWORD };
    const results = await Promise.allSettled([
      accept(undefined, token, newcomer),
      accept(undefined, token, newcomer),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const accounts = await db()
      .selectFrom('account')
      .select('id')
      .where('email', '=', 'ada@example.com')
      .execute();
    expect(accounts).toHaveLength(1);
  });

  it('two invites into one organization join once; the second one stays open', async () => {
    const bob = await addPerson('bob@example.com');
    const invites = [await invite(fixture.owner, 'user'), await invite(fixture.owner, 'admin')];
    const results = await Promise.allSettled(invites.map(({ token }) => accept(bob, token)));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await open()).toHaveLength(1);
    const [left = ''] = (await open()).map(({ id }) => invites.find((one) => one.id === id)?.token);
    await expectRefused(db(), 'exists', () => accept(bob, left));
  });

  it('only an Owner or the operator invites an Owner', async () => {
    await expectRefused(db(), 'forbidden', () => invite(fixture.admin, 'owner'));
    await expectRefused(db(), 'forbidden', () => invite(fixture.user, 'user'));
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    const stranger = await fixture.addMember('owner', 'other');
    await expectRefused(db(), 'not-found', () => invite(stranger, 'user'));
    for (const organizationId of ['vendor', 'nowhere', '\0']) {
      await expectRefused(db(), 'not-found', () => invite(CONSOLE, 'owner', { organizationId }));
      await expectRefused(db(), 'not-found', () => invite(fixture.owner, 'user', { organizationId }));
    }
    const { id } = await invite(fixture.owner, 'owner');
    const revoke = (actor: Actor, inviteId: string, organizationId = 'acme') =>
      revokeInvite(fixture.ledger, actor, { organizationId, inviteId });
    await expectRefused(db(), 'forbidden', () => revoke(fixture.admin, id));
    await expectRefused(db(), 'forbidden', () => revoke(fixture.user, id));
    await expectRefused(db(), 'not-found', () => revoke(stranger, id));
    await expectRefused(db(), 'not-found', () => revoke(stranger, id, 'other'));
    await expectRefused(db(), 'forbidden', () => listInvites(fixture.ledger, fixture.user, 'acme'));
    await expectRefused(db(), 'not-found', () => listInvites(fixture.ledger, stranger, 'acme'));
  });

  it('that were taken back or have ended open nothing', async () => {
    const bob = await addPerson('bob@example.com');
    const [first, second] = [await invite(fixture.admin), await invite(fixture.admin)];
    const revoke = (inviteId: string) =>
      revokeInvite(fixture.ledger, fixture.admin, { organizationId: 'acme', inviteId });
    await revoke(first.id);
    await expectRefused(db(), 'invite-invalid', () => accept(bob, first.token));
    await expectRefused(db(), 'not-found', () => revoke(first.id));
    for (const id of ['', '\0', '\ud800', 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'not-found', () => revoke(id));
    }
    fixture.ledger.time = second.expiresAt - 1;
    expect(await open()).toHaveLength(1);
    fixture.ledger.time = second.expiresAt;
    await expectRefused(db(), 'invite-invalid', () => accept(bob, second.token));
    await expectRefused(db(), 'invite-invalid', () => inspectInvite(fixture.ledger, second.token));
    await expectRefused(db(), 'not-found', () => revoke(second.id));
    expect(await open()).toEqual([]);
    // The next one clears it away.
    await invite(fixture.admin);
    expect(await db().selectFrom('invite').selectAll().execute()).toHaveLength(1);
  });

  it('refuse what does not fit, and stay open', async () => {
    const { token } = await invite(fixture.owner, 'user');
    const hashing = watchHashing();
    for (const change of [{}, { name: 'Ada' }, { password: PASSWORD }, { name: '\0', password: PASSWORD }]) {
      await expectRefused(db(), 'request-invalid', () => accept(undefined, token, change));
    }
    await expectRefused(db(), 'request-invalid', () =>
      accept(undefined, token, { name: 'Ada', password: 'short' }),
    );
    await expectRefused(db(), 'exists', () => accept(fixture.admin, token));
    await expectRefused(db(), 'forbidden', () => accept(CONSOLE, token));
    for (const text of ['', '\0', 'lki_', `lks_${token.slice(4)}`, 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'invite-invalid', () => accept(fixture.admin, text));
    }
    await expectRefused(db(), 'request-invalid', () => invite(fixture.owner, 'king' as Role));
    for (const email of ['', 'ada', 'ada@example.com\0', '@'.repeat(1_000_000)]) {
      await expectRefused(db(), 'request-invalid', () => invite(fixture.owner, 'user', { email }));
    }
    expect(hashing.begun).toBe(0);
    hashing.stop();
    await addPerson('ADA@example.com');
    const newcomer = { name: 'Ada', password: PASSWORD };
    await expectRefused(db(), 'exists', () => accept(undefined, token, newcomer));
    expect(await open()).toHaveLength(1);
  });
});
