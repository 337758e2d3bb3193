import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../testing/databases.js';
import { CONSOLE, openFixture, START, YEAR, type Fixture } from '../../testing/ledger.js';
import type { Actor } from '../actor.js';
import { DEFAULT_POLICY, type Policy } from '../product-policy.js';
import { createLicense, listLicenses, updateLicense, type LicenseInput } from './licenses.js';
import { createOrganization, listOrganizations, renameOrganization } from './organizations.js';
import { createProduct, listProducts, updateProduct } from './products.js';

const LICENSE: LicenseInput = {
  organizationId: 'acme',
  product: 'KSE',
  name: 'Studio',
  type: 'node-locked',
  billing: 'yearly',
  quantity: 1,
  startsAt: START,
  endsAt: START + YEAR,
};

describe.each(DATABASES)('on $name', (database) => {
  let fixture: Fixture;
  beforeEach(async () => (fixture = await openFixture(database)));
  afterEach(() => fixture.close());

  const entries = async () =>
    Number(
      (
        await fixture.ledger.db
          .selectFrom('audit')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  /** Refused, and nothing was written. */
  const refused = async (work: () => Promise<unknown>, code: string, field?: string) => {
    const before = await entries();
    const details = field === undefined ? {} : { details: { fields: [field] } };
    await expect(work()).rejects.toMatchObject({ code, ...details });
    expect(await entries()).toBe(before);
  };

  it('nobody but the operator writes organizations, products and licenses', async () => {
    const { ledger, owner, admin, user } = fixture;
    const { id } = await fixture.purchase();
    const token: Actor = { kind: 'token', id: 't', organizationId: 'acme', scopes: ['licenses:read'] };
    for (const actor of [owner, admin, user, token]) {
      await refused(() => createOrganization(ledger, actor, { name: 'Mine' }), 'forbidden');
      await refused(() => renameOrganization(ledger, actor, { id: 'acme', name: 'Mine' }), 'forbidden');
      await refused(() => createProduct(ledger, actor, { code: 'ABC', name: 'Mine' }), 'forbidden');
      await refused(() => updateProduct(ledger, actor, 'KSE', { name: 'Mine' }), 'forbidden');
      await refused(() => createLicense(ledger, actor, LICENSE), 'forbidden');
      await refused(
        () => updateLicense(ledger, actor, { organizationId: 'acme', id }, { quantity: 99 }),
        'forbidden',
      );
    }
  });

  it('an operator may be an account as well', async () => {
    const operator = await fixture.addMember('user');
    await fixture.ledger.db
      .updateTable('account')
      .set({ is_operator: 1 })
      .where('id', '=', operator.id)
      .execute();
    expect(await createOrganization(fixture.ledger, operator, { id: 'new', name: 'New' })).toMatchObject({
      id: 'new',
    });
  });

  it('lists organizations: all for the operator, their own for members and tokens', async () => {
    const { ledger, owner } = fixture;
    await createOrganization(ledger, CONSOLE, { id: 'zeta', name: 'A first one' });
    expect((await listOrganizations(ledger, CONSOLE)).map(({ id }) => id)).toEqual(['zeta', 'acme']);
    expect(await listOrganizations(ledger, owner)).toEqual([
      { id: 'acme', name: 'Acme Ships', role: 'owner' },
    ]);
    const token: Actor = { kind: 'token', id: 't', organizationId: 'zeta', scopes: [] };
    expect(await listOrganizations(ledger, token)).toEqual([{ id: 'zeta', name: 'A first one' }]);
  });

  it('refuses what is there already, what is not there, and what does not fit', async () => {
    const { ledger } = fixture;
    await refused(() => createOrganization(ledger, CONSOLE, { id: 'acme', name: 'x' }), 'exists');
    await refused(() => createOrganization(ledger, CONSOLE, { id: 'vendor', name: 'x' }), 'exists');
    await refused(() => renameOrganization(ledger, CONSOLE, { id: 'vendor', name: 'x' }), 'not-found');
    await refused(() => renameOrganization(ledger, CONSOLE, { id: 'nowhere', name: 'x' }), 'not-found');
    await refused(() => createProduct(ledger, CONSOLE, { code: 'KSE', name: 'x' }), 'exists');
    await refused(() => createProduct(ledger, CONSOLE, { code: 'kse', name: 'x' }), 'product-invalid');
    await refused(() => updateProduct(ledger, CONSOLE, 'ABC', {}), 'not-found');
    for (const name of ['', ' x', 'x\u0000', 'x\u202ey', 'x'.repeat(201)]) {
      await refused(() => createOrganization(ledger, CONSOLE, { name }), 'request-invalid', 'name');
    }
    for (const id of ['', 'A', '-a', 'a b', 'a'.repeat(65), "a'--"]) {
      await refused(() => createOrganization(ledger, CONSOLE, { id, name: 'x' }), 'request-invalid', 'id');
    }
  });

  it.each<[string, Partial<Policy>, string]>([
    ['a life of no days', { life: 0 }, 'policy.life'],
    ['half a day', { life: 0.5 }, 'policy.life'],
    ['eleven years', { life: 3661 }, 'policy.life'],
    ['no types', { types: [] }, 'policy.types'],
    ['a type twice', { types: ['floating', 'floating'] }, 'policy.types'],
    ['no billing', { billings: [] }, 'policy.billings'],
  ])('a policy with %s is refused', async (_, policy, field) => {
    const { ledger } = fixture;
    await refused(
      () => createProduct(ledger, CONSOLE, { code: 'ABC', name: 'x', policy }),
      'request-invalid',
      field,
    );
    await refused(() => updateProduct(ledger, CONSOLE, 'KSE', { policy }), 'request-invalid', field);
    expect((await listProducts(ledger))[0]?.policy).toEqual(DEFAULT_POLICY);
  });

  it.each<[string, Partial<LicenseInput>, string]>([
    ['another product', { product: 'ABC' }, 'product'],
    ['a name of spaces', { name: '  ' }, 'name'],
    ['half a seat', { quantity: 0.5 }, 'quantity'],
    ['fewer than no seats', { quantity: -1 }, 'quantity'],
    ['more than a million seats', { quantity: 1_000_001 }, 'quantity'],
    ['an end before its start', { endsAt: START }, 'endsAt'],
    ['an end that is no time', { endsAt: Number.NaN }, 'endsAt'],
    ['65 features', { features: Array.from({ length: 65 }, (_, i) => `f${i}`) }, 'features'],
    [
      'features of 3,001 bytes',
      { features: Array.from({ length: 50 }, (_, i) => `${i}`.padStart(57, '0')) },
      'features',
    ],
    ['an empty feature', { features: [''] }, 'features'],
  ])('a license with %s is refused', async (_, change, field) => {
    const { ledger } = fixture;
    await refused(() => createLicense(ledger, CONSOLE, { ...LICENSE, ...change }), 'request-invalid', field);
    expect(await listLicenses(ledger, fixture.owner, 'acme')).toEqual([]);
  });

  it('a license changes in part, keeps what is not named, and sorts its features', async () => {
    const { ledger, owner } = fixture;
    const { id } = await createLicense(ledger, CONSOLE, { ...LICENSE, features: ['b', 'a', 'b'] });
    const one = { organizationId: 'acme', id };
    const changed = await updateLicense(ledger, CONSOLE, one, { quantity: 5 });
    expect(changed).toMatchObject({
      name: 'Studio',
      seats: { quantity: 5 },
      features: ['a', 'b'],
      endsAt: LICENSE.endsAt,
    });
    expect(await listLicenses(ledger, owner, 'acme')).toEqual([changed]);
    await refused(() => updateLicense(ledger, CONSOLE, { organizationId: 'acme', id: 'x' }, {}), 'not-found');
    await createOrganization(ledger, CONSOLE, { id: 'other', name: 'Other' });
    await refused(() => updateLicense(ledger, CONSOLE, { organizationId: 'other', id }, {}), 'not-found');
  });

  it('a user and a stranger see no licenses', async () => {
    const { ledger, user } = fixture;
    await expect(listLicenses(ledger, user, 'acme')).rejects.toMatchObject({ code: 'forbidden' });
    const stranger: Actor = { kind: 'account', id: 'nobody' };
    await expect(listLicenses(ledger, stranger, 'acme')).rejects.toMatchObject({ code: 'not-found' });
    expect(await listLicenses(ledger, CONSOLE, 'acme')).toEqual([]);
  });
});
