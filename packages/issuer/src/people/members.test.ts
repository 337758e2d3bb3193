import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, machineOf, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import type { Actor } from '../actor.js';
import type { Role } from '../db/schema.js';
import { createOfflineLicense } from '../offline-licenses/create.js';
import { listOfflineLicenses } from '../offline-licenses/list.js';
import { createOrganization } from '../vendor/organizations.js';
import { createAccount } from './account.js';
import { acceptInvite } from './accept-invite.js';
import { createInvite, listInvites } from './invites.js';
import { listMembers, removeMember, setRole } from './members.js';
import { createToken, findToken, listTokens } from './tokens.js';
import { createWidgetToken } from './widget-tokens.js';

type Person = Actor & { id: string };

describe.each(DATABASES)('members on $name', (database) => {
  let fixture: Fixture;
  let people: Record<Role, Person>;
  let operator: Person;
  beforeEach(async () => {
    fixture = await openFixture(database);
    const { owner, admin, user } = fixture;
    people = { owner, admin, user } as Record<Role, Person>;
    const { id } = await createAccount(fixture.ledger, CONSOLE, {
      email: 'op@example.com',
      name: 'Op',
      isOperator: true,
    });
    operator = { kind: 'account', id };
  });
  afterEach(() => fixture.close());

  const db = () => fixture.ledger.db;
  const set = (actor: Actor, accountId: string, role: Role, organizationId = 'acme') =>
    setRole(fixture.ledger, actor, { organizationId, accountId, role });
  const remove = (actor: Actor, accountId: string, organizationId = 'acme') =>
    removeMember(fixture.ledger, actor, { organizationId, accountId });
  const list = (actor: Actor, organizationId = 'acme') => listMembers(fixture.ledger, actor, organizationId);
  const roles = async () =>
    Object.fromEntries((await list(CONSOLE)).map(({ accountId, role }) => [accountId, role]));
  const actions = async () => {
    const rows = await db()
      .selectFrom('audit')
      .select(['actor', 'action', 'details'])
      .where('organization_id', '=', 'acme')
      .orderBy('number')
      .execute();
    return rows.slice(1).map(({ actor, action, details }) => [actor, action, JSON.parse(details) as unknown]);
  };

  it('are seen by Owner, Admin and operator, by name, and by nobody else', async () => {
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    const stranger = await fixture.addMember('owner', 'other');
    const all = await list(people.owner);
    expect(all.map(({ name }) => name)).toEqual(['admin', 'owner', 'user']);
    expect(all[0]).toEqual({
      accountId: people.admin.id,
      email: `${people.admin.id}@example.com`,
      name: 'admin',
      role: 'admin',
      joinedAt: START,
    });
    for (const actor of [people.admin, operator, CONSOLE]) expect(await list(actor)).toEqual(all);
    await expectRefused(db(), 'forbidden', () => list(people.user));
    await expectRefused(db(), 'not-found', () => list(stranger));
    for (const id of ['vendor', 'nowhere', '', '\0', '\ud800', 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'not-found', () => list(people.owner, id));
      await expectRefused(db(), 'not-found', () => list(CONSOLE, id));
      await expectRefused(db(), 'not-found', () => set(CONSOLE, people.user.id, 'owner', id));
      await expectRefused(db(), 'not-found', () => remove(operator, people.user.id, id));
    }
  });

  it('an Admin neither makes, changes nor removes an Owner', async () => {
    const second = await fixture.addMember('owner');
    const { admin } = people;
    await expectRefused(db(), 'forbidden', () => set(admin, admin.id, 'owner'));
    await expectRefused(db(), 'forbidden', () => set(admin, people.user.id, 'owner'));
    await expectRefused(db(), 'forbidden', () => set(admin, second.id, 'user'));
    await expectRefused(db(), 'forbidden', () => set(admin, second.id, 'owner'));
    await expectRefused(db(), 'forbidden', () => remove(admin, second.id));
    expect((await set(admin, people.user.id, 'admin')).role).toBe('admin');
    await set(admin, people.user.id, 'user');
    await remove(admin, people.user.id);
    expect(await actions()).toEqual([
      [`account:${admin.id}`, 'member.role', { accountId: people.user.id, from: 'user', to: 'admin' }],
      [`account:${admin.id}`, 'member.role', { accountId: people.user.id, from: 'admin', to: 'user' }],
      [`account:${admin.id}`, 'member.remove', { accountId: people.user.id, role: 'user' }],
    ]);
  });

  it('a user changes nobody, nor does a token', async () => {
    const { token } = await createToken(fixture.ledger, people.owner, {
      organizationId: 'acme',
      name: 'portal',
      scopes: ['licenses:read', 'widget-tokens:write'],
      expiresAt: START + 1000,
    });
    const found = await findToken(fixture.ledger, token);
    for (const actor of [people.user, found?.actor ?? CONSOLE]) {
      await expectRefused(db(), 'forbidden', () => set(actor, people.user.id, 'admin'));
      await expectRefused(db(), 'forbidden', () => remove(actor, people.user.id));
      await expectRefused(db(), 'forbidden', () => list(actor));
    }
  });

  it('the last Owner stays, and goes once there is another', async () => {
    const { owner, admin } = people;
    for (const actor of [owner, operator, CONSOLE]) {
      await expectRefused(db(), 'last-owner', () => set(actor, owner.id, 'admin'));
      await expectRefused(db(), 'last-owner', () => remove(actor, owner.id));
    }
    await set(owner, admin.id, 'owner');
    await set(owner, owner.id, 'user');
    await expectRefused(db(), 'last-owner', () => remove(admin, admin.id));
    // What was allowed a moment ago is not any more.
    await expectRefused(db(), 'forbidden', () => set(owner, owner.id, 'owner'));
    await remove(admin, owner.id);
    await expectRefused(db(), 'not-found', () => list(owner));
    expect(await roles()).toEqual({ [admin.id]: 'owner', [people.user.id]: 'user' });
  });

  it('of Owners who leave or are downgraded at once, one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const others = [await fixture.addMember('owner'), await fixture.addMember('owner')];
      const owners = [people.owner, ...others];
      const results = await Promise.allSettled([
        ...owners.map((one) => set(one, one.id, 'admin')),
        ...owners.map((one) => remove(CONSOLE, one.id)),
      ]);
      const left = Object.entries(await roles()).filter(([, role]) => role === 'owner');
      expect(left).toHaveLength(1);
      expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
      const [[id = ''] = []] = left;
      people.owner = { kind: 'account', id };
    }
  });

  it('who is no member, or a role that is none, is refused', async () => {
    for (const id of ['nobody', '', '\0', '\ud800', "' or 1=1 --", 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'not-found', () => set(people.owner, id, 'user'));
      await expectRefused(db(), 'not-found', () => remove(people.owner, id));
    }
    await expectRefused(db(), 'not-found', () => set(people.owner, operator.id, 'user'));
    for (const role of ['', 'Owner', 'operator', 'toString']) {
      await expectRefused(db(), 'request-invalid', () => set(people.owner, people.user.id, role as Role));
    }
    // The same role again is nothing to write down.
    const before = await actions();
    expect(await set(people.owner, people.user.id, 'user')).toMatchObject({ role: 'user' });
    expect(await actions()).toEqual(before);
  });

  it('what is assigned to a member who goes stays in force', async () => {
    const { id: licenseId } = await fixture.purchase();
    await createOfflineLicense(fixture.ledger, people.admin, {
      organizationId: 'acme',
      licenseId,
      machine: { machineId: machineOf(1) },
      confirmation: machineOf(1).slice(-4),
      assignee: { accountId: people.user.id },
    });
    const before = await listOfflineLicenses(fixture.ledger, people.owner, { organizationId: 'acme' });
    await remove(people.owner, people.user.id);
    await remove(people.owner, people.admin.id);
    const request = { organizationId: 'acme' };
    expect(await listOfflineLicenses(fixture.ledger, people.owner, request)).toEqual(before);
    await expectRefused(db(), 'not-found', () => listOfflineLicenses(fixture.ledger, people.user, request));
  });

  describe('who loses a role', () => {
    const inviteBy = (actor: Actor, role: Role) =>
      createInvite(fixture.ledger, actor, { organizationId: 'acme', email: `${role}@example.com`, role });
    const tokenBy = (actor: Actor) =>
      createToken(fixture.ledger, actor, {
        organizationId: 'acme',
        name: `of ${actor.kind}`,
        scopes: ['licenses:read', 'widget-tokens:write'],
        expiresAt: START + 1000,
      });
    const widgetBy = (actor: Actor) =>
      createWidgetToken(fixture.ledger, actor, {
        organizationId: 'acme',
        origin: 'https://portal.example',
        scopes: ['licenses:read'],
        minutes: 10,
      });

    it.each(['remove', 'downgrade'] as const)('by %s keeps no way back in', async (how) => {
      const { owner, admin } = people;
      const [invite, token, widget] = [
        await inviteBy(admin, 'admin'),
        await tokenBy(admin),
        await widgetBy(admin),
      ];
      const program = (await findToken(fixture.ledger, token.token))?.actor ?? CONSOLE;
      const page = await widgetBy(program);
      const kept = [await inviteBy(owner, 'user'), await tokenBy(owner), await widgetBy(owner)] as const;
      await (how === 'remove' ? remove(owner, admin.id) : set(owner, admin.id, 'user'));
      await expectRefused(db(), 'invite-invalid', () =>
        acceptInvite(fixture.ledger, operator, { token: invite.token }),
      );
      for (const gone of [token.token, widget.token, page.token]) {
        expect(await findToken(fixture.ledger, gone)).toBeUndefined();
      }
      // A request of such a token that is under way comes too late, too.
      await expectRefused(db(), 'unauthenticated', () => widgetBy(program));
      expect(await listInvites(fixture.ledger, owner, 'acme')).toMatchObject([{ id: kept[0].id }]);
      expect(await listTokens(fixture.ledger, owner, 'acme')).toMatchObject([{ id: kept[1].id }]);
      expect(await findToken(fixture.ledger, kept[2].token)).toBeDefined();
      const written = (await actions()).map(([, action]) => action);
      expect(written.filter((action) => action === 'invite.revoke')).toHaveLength(1);
      expect(written.filter((action) => action === 'token.revoke')).toHaveLength(2);
      if (how === 'remove') return;
      // The role comes back; what ended does not.
      await set(owner, admin.id, 'admin');
      expect(await findToken(fixture.ledger, token.token)).toBeUndefined();
    });

    it('of Owner and is an Admin takes back invites for Owners alone', async () => {
      const second = await fixture.addMember('owner');
      const invites = [await inviteBy(second, 'owner'), await inviteBy(second, 'admin')] as const;
      const token = await tokenBy(second);
      await set(people.owner, second.id, 'admin');
      expect(await listInvites(fixture.ledger, people.owner, 'acme')).toMatchObject([{ id: invites[1].id }]);
      expect(await findToken(fixture.ledger, token.token)).toBeDefined();
    });
  });
});
