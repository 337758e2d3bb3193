import { MAX_TIME } from '@latchkey/core';
import { authorize, authorizeOperator, isOperator, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { LicenseRow } from '../db/schema.js';
import { assertText, refuseField } from '../input.js';
import type { Ledger } from '../ledger.js';
import { withOrganization } from '../organization-lock.js';
import { assertOrganization } from './organizations.js';
import { findIneligibility, readPolicy } from '../product-policy.js';
import type { Problem } from '@latchkey/core';
import { viewSeats, type Seats } from '../seats.js';
import { findAllPurchased, findPurchased, type Purchased } from '../purchased.js';

const MAX_QUANTITY = 1_000_000;
const MAX_FEATURES = 64;
/** Of all features together, as JSON: with the longest names around them, a license file still has its 8,192. */
const MAX_FEATURE_BYTES = 3000;

/** A license that an organization has purchased. Times are seconds since 1970, UTC. */
export interface License {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly type: 'node-locked' | 'floating';
  readonly billing: 'monthly' | 'yearly';
  readonly seats: Seats;
  readonly startsAt: number;
  /** The first second after the paid term. */
  readonly endsAt: number;
  /** Sorted. */
  readonly features: readonly string[];
  /** Why it cannot be taken offline now; missing where it can, seats aside. */
  readonly ineligible?: { readonly code: Problem; readonly detail: string };
}

export interface LicenseInput {
  readonly organizationId: string;
  readonly product: string;
  readonly name: string;
  readonly type: 'node-locked' | 'floating';
  readonly billing: 'monthly' | 'yearly';
  readonly quantity: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly features?: readonly string[];
}

/** @throws LatchkeyError `forbidden`, `not-found`, `request-invalid` */
export async function createLicense(ledger: Ledger, actor: Actor, input: LicenseInput): Promise<License> {
  const { organizationId, product, name, type, billing, quantity, startsAt, endsAt } = input;
  // Before anything is looked up: nobody else learns which organizations exist.
  await authorizeOperator(ledger.db, actor);
  await assertOrganization(ledger.db, organizationId);
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const found = await trx
      .selectFrom('product')
      .select('policy')
      .where('code', '=', product)
      .executeTakeFirst();
    if (!found) refuseField('product', 'names no product. Create the product first.');
    const now = ledger.now();
    const row: LicenseRow = {
      id: `lic-${Buffer.from(ledger.random(8)).toString('hex')}`,
      organization_id: organizationId,
      product,
      name,
      type,
      billing,
      quantity,
      starts_at: startsAt,
      ends_at: endsAt,
      features: JSON.stringify([...new Set(input.features)].toSorted()),
      created_at: now,
      machines: 0,
      counted_at: now,
    };
    assertLicense(row);
    await trx.insertInto('license').values(row).execute();
    const details = { id: row.id, product, type, billing, quantity, startsAt, endsAt };
    await appendAudit(trx, organization, now, actor, 'license.create', details);
    const seats = { quantity, used: 0, available: quantity, machines: 0 };
    return viewLicense({ license: row, policy: readPolicy(found.policy), seats }, now);
  });
}

/**
 * Changes what was purchased: more or fewer seats, another term, another name. What was issued stays as it is.
 *
 * @throws LatchkeyError `forbidden`, `not-found`, `request-invalid`
 */
export async function updateLicense(
  ledger: Ledger,
  actor: Actor,
  { organizationId, id }: { organizationId: string; id: string },
  change: Partial<Pick<LicenseInput, 'name' | 'quantity' | 'startsAt' | 'endsAt' | 'features'>>,
): Promise<License> {
  await authorizeOperator(ledger.db, actor);
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    const now = ledger.now();
    const { license: old } = await findPurchased(trx, organizationId, id, now);
    const row: LicenseRow = {
      ...old,
      name: change.name ?? old.name,
      quantity: change.quantity ?? old.quantity,
      starts_at: change.startsAt ?? old.starts_at,
      ends_at: change.endsAt ?? old.ends_at,
      features: change.features ? JSON.stringify([...new Set(change.features)].toSorted()) : old.features,
    };
    assertLicense(row);
    const { name, quantity, starts_at, ends_at, features } = row;
    await trx
      .updateTable('license')
      .set({ name, quantity, starts_at, ends_at, features })
      .where('id', '=', id)
      .execute();
    const details = { id, name, quantity, startsAt: starts_at, endsAt: ends_at, features };
    await appendAudit(trx, organization, now, actor, 'license.update', details);
    return viewLicense(await findPurchased(trx, organizationId, id, now), now);
  });
}

/**
 * What an organization has purchased, with its seats now. By product and name.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function listLicenses(ledger: Ledger, actor: Actor, organizationId: string): Promise<License[]> {
  const { db } = ledger;
  if (await isOperator(db, actor)) await assertOrganization(db, organizationId);
  else await authorize(db, actor, organizationId, 'licenses:read');
  const now = ledger.now();
  return (await findAllPurchased(db, organizationId, now)).map((one) => viewLicense(one, now));
}

function viewLicense({ license: row, policy, seats }: Purchased, now: number): License {
  const why = findIneligibility(row, policy, now);
  return {
    id: row.id,
    product: row.product,
    name: row.name,
    type: row.type,
    billing: row.billing,
    seats: viewSeats(seats),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    features: JSON.parse(row.features) as string[],
    ...(why && { ineligible: { code: why.code as Problem, detail: why.message } }),
  };
}

/** @throws LatchkeyError `request-invalid` */
function assertLicense({ name, type, billing, quantity, starts_at, ends_at, features }: LicenseRow): void {
  assertText('name', name, 100);
  if (type !== 'node-locked' && type !== 'floating') refuseField('type', 'must be node-locked or floating.');
  if (billing !== 'monthly' && billing !== 'yearly') refuseField('billing', 'must be monthly or yearly.');
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > MAX_QUANTITY) {
    refuseField('quantity', `must be a whole number from 0 to ${MAX_QUANTITY}.`);
  }
  if (![starts_at, ends_at].every((time) => Number.isInteger(time) && time >= 0 && time <= MAX_TIME)) {
    refuseField('endsAt', 'and startsAt must be whole seconds since 1970.');
  }
  if (starts_at >= ends_at) refuseField('endsAt', 'must be later than startsAt.');
  const list = JSON.parse(features) as string[];
  if (list.length > MAX_FEATURES) refuseField('features', `must have at most ${MAX_FEATURES} entries.`);
  for (const feature of list) assertText('features', feature, 64);
  if (Buffer.byteLength(features) > MAX_FEATURE_BYTES) {
    refuseField('features', `must have at most ${MAX_FEATURE_BYTES} bytes together. Use shorter names.`);
  }
}
