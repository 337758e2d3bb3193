import { ROUTES, type Route, type RouteName } from '@latchkey/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProduct, updateProduct } from '../../issuer/src/vendor/products.js';
import { CONSOLE } from '../../issuer/testing/ledger.js';
import { readAll } from '../../issuer/testing/refused.js';
import { MATRIX, type About } from '../testing/access-matrix.js';
import { resourcesOf } from '../testing/resources.js';
import { DATABASES, startService, type Credentials, type TestService } from '../testing/service.js';

const CONTROLS = ['%00', '%07', '%0A', '%0D', '%1B', '%7F', '%C2%85'];
const names = (Object.keys(ROUTES) as RouteName[]).filter((name) => 'params' in ROUTES[name]);

describe.each(DATABASES)('control characters in an address on $name', (database) => {
  let service: TestService;
  let as: Credentials;
  let about: About;
  beforeAll(async () => {
    service = await startService({}, database);
    const { fixture } = service;
    const owner = await fixture.addMember('owner');
    // Who may do everything, so that nothing but the address is in the way.
    await fixture.ledger.db
      .updateTable('account')
      .set({ is_operator: 1 })
      .where('id', '=', owner.id)
      .execute();
    await createProduct(fixture.ledger, CONSOLE, { code: 'OTHER', name: 'Other' });
    // So short a life that a successor can be had at once.
    await updateProduct(fixture.ledger, CONSOLE, 'KSE', { policy: { life: 10 } });
    as = await service.signIn(owner);
    const things = resourcesOf(fixture, 'acme', owner);
    about = { organizationId: 'acme', things, fixture, userId: owner.id };
  });
  afterAll(() => service.close());

  it.each(names)('name nothing: %s', async (name) => {
    const route: Route = ROUTES[name];
    const given: Readonly<Record<string, unknown>> = { ...(await MATRIX[name].input(about)) };
    const parameters = Object.keys(route.params?.shape ?? {});
    const rest = Object.entries(given).filter(([field]) => !parameters.includes(field));
    const send = (spoiled = '', control = '') => {
      const path = route.path.replaceAll(
        /:(\w+)/g,
        (_, field: string) => `${String(given[field])}${field === spoiled ? control : ''}`,
      );
      const body = route.body && { body: Object.fromEntries(rest) };
      return service.request(route.method.toUpperCase(), path, { as, ...body });
    };
    const before = await readAll(service.fixture.ledger.db);
    for (const parameter of parameters) {
      for (const control of CONTROLS) {
        const answer = await send(parameter, control);
        expect(answer, `${parameter} ${control}`).toMatchObject({ status: 404, json: { code: 'not-found' } });
      }
    }
    expect(await readAll(service.fixture.ledger.db)).toEqual(before);
    // It was nothing else that was in the way.
    expect((await send()).status).toBeLessThan(300);
  });
});
