import { DAY } from '@latchkey/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, type Fixture } from '../../testing/ledger.js';
import { expectRefused } from '../../testing/refused.js';
import { SCOPES, type Actor, type Scope } from '../actor.js';
import { createOrganization } from '../vendor/organizations.js';
import { listLicenses } from '../vendor/licenses.js';
import { createToken, findToken, listTokens, revokeToken, type TokenInput } from './tokens.js';
import {
  createWidgetToken,
  findWidgetOrigin,
  isWidgetOrigin,
  type WidgetTokenInput,
} from './widget-tokens.js';

const ORIGIN = 'https://portal.example';

describe.each(DATABASES)('tokens on $name', (database) => {
  let fixture: Fixture;
  let stranger: Actor;
  beforeEach(async () => {
    fixture = await openFixture(database);
    await createOrganization(fixture.ledger, CONSOLE, { id: 'other', name: 'Other' });
    stranger = await fixture.addMember('owner', 'other');
  });
  afterEach(() => fixture.close());

  const db = () => fixture.ledger.db;
  const make = (actor: Actor, change: Partial<TokenInput> = {}) =>
    createToken(fixture.ledger, actor, {
      organizationId: 'acme',
      name: 'portal',
      scopes: ['widget-tokens:write', 'licenses:read'],
      expiresAt: START + 1000,
      ...change,
    });
  const widget = (actor: Actor, change: Partial<WidgetTokenInput> = {}) =>
    createWidgetToken(fixture.ledger, actor, {
      organizationId: 'acme',
      origin: ORIGIN,
      scopes: ['licenses:read'],
      minutes: 10,
      ...change,
    });
  const find = (token: string) => findToken(fixture.ledger, token);
  const programOf = async (token: string): Promise<Actor> => (await find(token))?.actor ?? CONSOLE;
  const revoke = (actor: Actor, tokenId: string, organizationId = 'acme') =>
    revokeToken(fixture.ledger, actor, { organizationId, tokenId });

  it('speak for the organization within their scopes, until they end', async () => {
    const { id, token } = await make(fixture.admin);
    const stored = JSON.stringify(await db().selectFrom('token').selectAll().execute());
    expect(stored).not.toContain(token.slice(4));
    const scopes: Scope[] = ['licenses:read', 'widget-tokens:write'];
    const actor = { kind: 'token', id, organizationId: 'acme', scopes } as const;
    expect(await find(token)).toEqual({ actor, origin: null });
    expect(await listTokens(fixture.ledger, fixture.owner, 'acme')).toEqual([
      { id, name: 'portal', scopes, createdAt: START, expiresAt: START + 1000 },
    ]);
    expect(await listLicenses(fixture.ledger, actor, 'acme')).toEqual([]);
    await expectRefused(db(), 'not-found', () => listLicenses(fixture.ledger, actor, 'other'));
    await expectRefused(db(), 'forbidden', () => make(actor));
    await expectRefused(db(), 'forbidden', () => listTokens(fixture.ledger, actor, 'acme'));
    await expectRefused(db(), 'forbidden', () => revoke(actor, id));
    fixture.ledger.time += 1000;
    expect(await find(token)).toBeUndefined();
    expect(await listTokens(fixture.ledger, fixture.owner, 'acme')).toEqual([]);
    await expectRefused(db(), 'not-found', () => revoke(fixture.owner, id));
    // Gone for good a day later.
    fixture.ledger.time += DAY;
    await make(fixture.admin, { expiresAt: fixture.ledger.time + 10 });
    expect(await db().selectFrom('token').select('id').where('id', '=', id).execute()).toEqual([]);
  });

  it('are made, seen and revoked by Owner and Admin alone', async () => {
    const { id, token } = await make(fixture.owner);
    await expectRefused(db(), 'forbidden', () => make(fixture.user));
    await expectRefused(db(), 'not-found', () => make(stranger));
    await expectRefused(db(), 'forbidden', () => make(CONSOLE));
    await expectRefused(db(), 'forbidden', () => listTokens(fixture.ledger, fixture.user, 'acme'));
    await expectRefused(db(), 'not-found', () => listTokens(fixture.ledger, stranger, 'acme'));
    await expectRefused(db(), 'forbidden', () => revoke(fixture.user, id));
    await expectRefused(db(), 'not-found', () => revoke(stranger, id));
    await expectRefused(db(), 'not-found', () => revoke(stranger, id, 'other'));
    for (const tokenId of ['', '\0', '\ud800', 'a'.repeat(1_000_000)]) {
      await expectRefused(db(), 'not-found', () => revoke(fixture.owner, tokenId));
    }
    for (const organizationId of ['vendor', '', '\0']) {
      await expectRefused(db(), 'not-found', () => make(fixture.owner, { organizationId }));
    }
    await revoke(fixture.admin, id);
    expect(await find(token)).toBeUndefined();
    await expectRefused(db(), 'not-found', () => revoke(fixture.admin, id));
    const rows = await db().selectFrom('audit').select('action').where('action', 'like', 'token.%').execute();
    expect(rows.map(({ action }) => action)).toEqual(['token.create', 'token.revoke']);
  });

  it('of hostile makers and texts are refused', async () => {
    const all: Partial<TokenInput>[] = [
      { name: '' },
      { name: 'a\0b' },
      { name: 'a'.repeat(1_000_000) },
      { scopes: [] },
      { scopes: ['licenses:read', 'licenses:read'] },
      { scopes: ['members:write' as Scope] },
      { scopes: ['constructor' as Scope] },
      { expiresAt: START },
      { expiresAt: START + 366 * DAY + 1 },
      { expiresAt: Number.NaN },
      { expiresAt: START + 0.5 },
      { expiresAt: Number.POSITIVE_INFINITY },
    ];
    for (const change of all) {
      await expectRefused(db(), 'request-invalid', () => make(fixture.owner, change));
    }
    const { token } = await make(fixture.owner, { expiresAt: START + 366 * DAY });
    for (const text of ['', '\0', token.slice(0, -1), `lks_${token.slice(4)}`, `lkw_${token.slice(4)}`]) {
      expect(await find(text)).toBeUndefined();
    }
  });

  it('for widgets are bound to origin, organization, scopes and minutes', async () => {
    const program = await programOf((await make(fixture.admin)).token);
    const { token, expiresAt } = await widget(program, { minutes: 5 });
    expect(expiresAt).toBe(START + 300);
    const found = await find(token);
    expect(found).toMatchObject({
      origin: ORIGIN,
      actor: { kind: 'token', organizationId: 'acme', scopes: ['licenses:read'] },
    });
    expect(await listTokens(fixture.ledger, fixture.owner, 'acme')).toHaveLength(1);
    expect(await isWidgetOrigin(fixture.ledger, ORIGIN)).toBe(true);
    expect(await isWidgetOrigin(fixture.ledger, 'https://portal.example.evil')).toBe(false);
    expect(await findWidgetOrigin(fixture.ledger, token)).toBe(ORIGIN);
    fixture.ledger.time = expiresAt - 1;
    expect(await find(token)).toBeDefined();
    fixture.ledger.time = expiresAt;
    expect(await find(token)).toBeUndefined();
    expect(await isWidgetOrigin(fixture.ledger, ORIGIN)).toBe(false);
    // The page may still be told that its token has ended.
    expect(await findWidgetOrigin(fixture.ledger, token)).toBe(ORIGIN);
    fixture.ledger.time += DAY;
    await widget(fixture.owner, { origin: 'https://new.example' });
    expect(await findWidgetOrigin(fixture.ledger, token)).toBeUndefined();
  });

  it('for widgets can do no more than what made them, and end with it', async () => {
    const { id, token } = await make(fixture.admin);
    const program = await programOf(token);
    await expectRefused(db(), 'forbidden', () => widget(program, { scopes: ['offline-licenses:write'] }));
    await expectRefused(db(), 'not-found', () => widget(program, { organizationId: 'other' }));
    const without = await make(fixture.admin, { scopes: ['licenses:read'] });
    const other = await programOf(without.token);
    await expectRefused(db(), 'forbidden', () => widget(other));
    await expectRefused(db(), 'forbidden', () => widget(fixture.user));
    await expectRefused(db(), 'forbidden', () => widget(CONSOLE));
    await expectRefused(db(), 'not-found', () => widget(stranger));
    const page = await widget(program);
    const inPage = await programOf(page.token);
    await expectRefused(db(), 'forbidden', () => widget(inPage));
    // It lives no longer than the token that made it.
    fixture.ledger.time = START + 900;
    expect((await widget(program)).expiresAt).toBe(START + 1000);
    fixture.ledger.time = START + 10;
    await revoke(fixture.owner, id);
    expect(await find(page.token)).toBeUndefined();
    await expectRefused(db(), 'unauthenticated', () => widget(program));
    expect(await find(without.token)).toBeDefined();
    expect((await widget(fixture.owner, { scopes: ['offline-licenses:write'] })).expiresAt).toBe(START + 610);
  });

  it('a widget token is not made while its maker is being revoked', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, token } = await make(fixture.admin);
      const program = await programOf(token);
      const tries = Array.from({ length: 6 }, () => widget(program));
      await Promise.allSettled([...tries.slice(0, 3), revoke(fixture.owner, id), ...tries.slice(3)]);
      expect(await db().selectFrom('token').selectAll().execute()).toEqual([]);
    }
  });

  it('for widgets of hostile origins, scopes and times are refused', async () => {
    const origins = [
      '',
      'null',
      '*',
      'portal.example',
      'http://portal.example',
      'https://portal.example/',
      'https://portal.example:443',
      'https://PORTAL.example',
      'https://user@portal.example',
      'https://*.example',
      'https://portal.example, https://evil.example',
      'javascript:alert(1)',
      'file://',
      'https://portal.example\0',
      'http://localhost.evil.example',
      `https://${'a'.repeat(1_000_000)}.example`,
    ];
    for (const origin of origins) {
      await expectRefused(db(), 'request-invalid', () => widget(fixture.owner, { origin }));
      expect(await isWidgetOrigin(fixture.ledger, origin)).toBe(false);
    }
    for (const minutes of [4, 11, 5.5, -5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expectRefused(db(), 'request-invalid', () => widget(fixture.owner, { minutes }));
    }
    for (const scope of SCOPES.filter((one) => one === 'audit:read' || one === 'widget-tokens:write')) {
      await expectRefused(db(), 'request-invalid', () => widget(fixture.owner, { scopes: [scope] }));
    }
    for (const origin of [
      'http://localhost:5173',
      'http://127.0.0.1',
      'http://[::1]:8080',
      'https://[2001:db8::1]',
    ]) {
      await widget(fixture.owner, { origin });
    }
    for (const text of ['', '\0', 'lkw_', `lkw_${'a'.repeat(43)}`]) {
      expect(await findWidgetOrigin(fixture.ledger, text)).toBeUndefined();
    }
  });
});
