import { machineIdFromOs } from '@latchkey/core';
import { createSigner } from '@latchkey/crypto';
import { randomBytes } from 'node:crypto';
import type { Actor } from '../src/actor.js';
import type { Place } from '../src/db/open.js';
import type { Db, Role } from '../src/db/schema.js';
import type { Ledger } from '../src/ledger.js';
import { createLicense, type License, type LicenseInput } from '../src/vendor/licenses.js';
import { createOrganization } from '../src/vendor/organizations.js';
import { createProduct } from '../src/vendor/products.js';
import { openTestDatabase, type TestDatabase } from './databases.js';

export const START = 1_800_000_000;
export const YEAR = 365 * 86_400;
export const CONSOLE: Actor = { kind: 'console' };

/** A ledger to test with, whose clock the test sets. */
export interface TestLedger extends Ledger {
  time: number;
}

/** A ledger with product `KSE`, organization `acme`, and people of each role. */
export interface Fixture {
  readonly ledger: TestLedger;
  readonly place: Place;
  readonly owner: Actor;
  readonly admin: Actor;
  readonly user: Actor;
  /** Adds a purchased license: yearly, node-locked, ten seats, a year, unless told otherwise. */
  purchase(input?: Partial<LicenseInput>): Promise<License>;
  /** Adds a person, a member of `acme` unless told otherwise. */
  addMember(role: Role, organizationId?: string): Promise<Actor & { id: string }>;
  close(): Promise<void>;
}

export async function testLedger(db: Db): Promise<TestLedger> {
  const signer = await createSigner(new Uint8Array(32).fill(7));
  const ledger: TestLedger = {
    db,
    issuer: 'Example Vendor',
    signer,
    time: START,
    // A copy of the ledger goes by its own time.
    now() {
      return this.time;
    },
    random: (length) => randomBytes(length),
  };
  return ledger;
}

export async function openFixture(database: TestDatabase): Promise<Fixture> {
  const { db, place, close } = await openTestDatabase(database);
  const ledger = await testLedger(db);
  await createProduct(ledger, CONSOLE, { code: 'KSE', name: 'Studio' });
  await createOrganization(ledger, CONSOLE, { id: 'acme', name: 'Acme Ships' });
  const addMember = async (role: Role, organizationId = 'acme') => {
    const id = `account-${randomBytes(6).toString('hex')}`;
    const email = `${id}@example.com`;
    await db
      .insertInto('account')
      .values({ id, email, name: role, password: null, is_operator: 0, external_id: null, created_at: START })
      .execute();
    await db
      .insertInto('member')
      .values({ organization_id: organizationId, account_id: id, role, joined_at: START })
      .execute();
    return { kind: 'account', id } as const;
  };
  const purchase = (input: Partial<LicenseInput> = {}) =>
    createLicense(ledger, CONSOLE, {
      organizationId: 'acme',
      product: 'KSE',
      name: 'Studio yearly',
      type: 'node-locked',
      billing: 'yearly',
      quantity: 10,
      startsAt: START - 86_400,
      endsAt: START + YEAR,
      ...input,
    });
  const [owner, admin, user] = [await addMember('owner'), await addMember('admin'), await addMember('user')];
  return { ledger, place, owner, admin, user, purchase, addMember, close };
}

/** The machine ID of the n-th machine. */
export function machineOf(n: number, product = 'KSE'): string {
  const osId = `a${n.toString(16).padStart(31, '0')}`;
  return machineIdFromOs({ osId, product, account: '1000' });
}
