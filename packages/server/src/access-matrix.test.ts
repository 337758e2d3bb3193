import { ROUTES, type Route, type RouteName } from '@latchkey/api/contract';
import type { Actor, Scope } from '@latchkey/issuer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSOLE } from '../../issuer/testing/ledger.js';
import { readAll } from '../../issuer/testing/refused.js';
import { createAccount } from '../../issuer/src/people/account.js';
import { createOrganization } from '../../issuer/src/vendor/organizations.js';
import { createProduct, updateProduct } from '../../issuer/src/vendor/products.js';
import { CALLERS, MATRIX, type About, type CallerName } from '../testing/access-matrix.js';
import { resourcesOf, type Resources } from '../testing/resources.js';
import { startService, type Credentials, type TestService } from '../testing/service.js';

const STATUS: Readonly<Record<string, number>> = { '1': 401, '3': 403, '4': 404, '9': 409, '2': 422 };

describe('access', () => {
  let service: TestService;
  let people: Record<'operator' | 'owner' | 'admin' | 'user', Actor & { id: string }>;
  let tokens: Map<string, { token: string }>;
  let things: Record<'acme' | 'other', Resources>;

  beforeEach(async () => {
    service = await startService();
    const { fixture } = service;
    const { ledger } = fixture;
    const operator = await createAccount(ledger, CONSOLE, {
      email: 'operator@example.com',
      name: 'Operator',
      isOperator: true,
    });
    await createOrganization(ledger, CONSOLE, { id: 'other', name: 'Other' });
    await createProduct(ledger, CONSOLE, { code: 'OTHER', name: 'Other' });
    // So short a life that a successor can be had at once.
    await updateProduct(ledger, CONSOLE, 'KSE', { policy: { life: 10 } });
    people = {
      operator: { kind: 'account', id: operator.id },
      owner: await fixture.addMember('owner'),
      admin: await fixture.addMember('admin'),
      user: await fixture.addMember('user'),
    };
    const stranger = await fixture.addMember('owner', 'other');
    things = {
      acme: resourcesOf(fixture, 'acme', people.owner),
      other: resourcesOf(fixture, 'other', stranger),
    };
    tokens = new Map();
    for (const scope of CALLERS.slice(5) as unknown as Scope[]) {
      tokens.set(scope, await service.makeToken(scope));
    }
  });
  afterEach(() => service.close());

  const credentialsOf = async (caller: CallerName): Promise<Credentials> => {
    if (caller === 'nobody') return undefined;
    const token = tokens.get(caller);
    return token ?? service.signIn(people[caller as keyof typeof people]);
  };

  const check = async (name: RouteName, about: Omit<About, 'fixture' | 'userId'>, row: string) => {
    const codes = row.replaceAll(' ', '');
    expect(codes).toHaveLength(CALLERS.length);
    const { fixture } = service;
    const got: string[] = [];
    for (const [i, caller] of CALLERS.entries()) {
      const given = await MATRIX[name].input({ ...about, fixture, userId: people.user.id });
      const as = await credentialsOf(caller);
      const before = await readAll(fixture.ledger.db);
      const { status, json } = await service.request(
        ...toRequest(name, given as Record<string, unknown>, as),
      );
      const success = Object.keys(ROUTES[name].answers).includes(String(status));
      got.push(success ? '+' : (Object.keys(STATUS).find((code) => STATUS[code] === status) ?? `${status}`));
      if (success) continue;
      expect(json, `${name} ${caller}`).toMatchObject({ status, code: expect.any(String) });
      // Nothing was written, nor spent.
      expect(await readAll(fixture.ledger.db), `${name} ${caller} ${codes[i]}`).toEqual(before);
    }
    expect(got.join('')).toBe(codes);
  };

  it('has a row for every route', () => {
    expect(Object.keys(MATRIX).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
    const hasOrganization = (route: Route) => route.path.includes(':organizationId');
    for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
      expect(MATRIX[name].foreign !== undefined, name).toBe(hasOrganization(route));
    }
  });

  it.each(Object.keys(MATRIX) as RouteName[])('%s', async (name) => {
    const { own, foreign, mixed } = MATRIX[name];
    await check(name, { organizationId: 'acme', things: things.acme }, own);
    if (foreign !== undefined) await check(name, { organizationId: 'other', things: things.other }, foreign);
    if (foreign !== undefined) {
      // Nobody can tell an organization of others from one that does not exist: only the operator learns that.
      await check(name, { organizationId: 'nowhere', things: things.acme }, foreign.replace(/^\+/, '4'));
    }
    // Something of another organization, under the address of one's own.
    if (mixed) await check(name, { organizationId: 'acme', things: things.other }, own.replaceAll('+', '4'));
  });
});

function toRequest(name: RouteName, given: Record<string, unknown>, as: Credentials) {
  const route: Route = ROUTES[name];
  const rest = { ...given };
  const path = route.path.replaceAll(/:(\w+)/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  const options = { as, ...(route.body && { body: rest }) };
  return [route.method.toUpperCase(), path, options] as const;
}
