import { assertProductCode, DAY } from '@latchkey/core';
import { authorizeOperator, type Actor } from '../actor.js';
import { appendAudit } from '../audit.js';
import { assertText, refuseField } from '../input.js';
import type { Ledger } from '../ledger.js';
import { notFound, withOrganization } from '../organization-lock.js';
import { DEFAULT_POLICY, readPolicy, type Policy } from '../product-policy.js';
import { exists, VENDOR } from './organizations.js';

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly policy: Policy;
}

/** Longest life of an offline license, days. */
const MAX_DAYS = 3660;

/** @throws LatchkeyError `forbidden`, `product-invalid`, `request-invalid`, `exists` */
export async function createProduct(
  ledger: Ledger,
  actor: Actor,
  { code, name, policy }: { code: string; name: string; policy?: Partial<Policy> },
): Promise<Product> {
  assertProductCode(code);
  assertText('name', name, 200);
  const whole = { ...DEFAULT_POLICY, ...policy };
  assertPolicy(whole);
  await withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    await authorizeOperator(trx, actor);
    const now = ledger.now();
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('product')
      .values({ code, name, policy: JSON.stringify(whole), created_at: now })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw exists('product', code);
    await appendAudit(trx, vendor, now, actor, 'product.create', { code, policy: JSON.stringify(whole) });
  });
  return { code, name, policy: whole };
}

/**
 * Changes the name or the policy of a product. What was issued stays as it is.
 *
 * @throws LatchkeyError `forbidden`, `not-found`, `request-invalid`
 */
export function updateProduct(
  ledger: Ledger,
  actor: Actor,
  code: string,
  change: { name?: string; policy?: Partial<Policy> },
): Promise<Product> {
  return withOrganization(ledger.db, VENDOR, async (trx, vendor) => {
    await authorizeOperator(trx, actor);
    const row = await trx.selectFrom('product').selectAll().where('code', '=', code).executeTakeFirst();
    if (!row) throw notFound('product');
    const name = change.name ?? row.name;
    assertText('name', name, 200);
    const policy = { ...readPolicy(row.policy), ...change.policy };
    assertPolicy(policy);
    const text = JSON.stringify(policy);
    await trx.updateTable('product').set({ name, policy: text }).where('code', '=', code).execute();
    await appendAudit(trx, vendor, ledger.now(), actor, 'product.update', { code, name, policy: text });
    return { code, name, policy };
  });
}

/** Every product, by code. Names and policies are no secret: whoever issues has to know them. */
export async function listProducts({ db }: Ledger): Promise<Product[]> {
  const rows = await db.selectFrom('product').selectAll().orderBy('code').execute();
  return rows.map(({ code, name, policy }) => ({ code, name, policy: readPolicy(policy) }));
}

/** @throws LatchkeyError `request-invalid` */
function assertPolicy({ life, scope, types, billings }: Policy): void {
  const fits = life === 'term' || (Number.isInteger(life) && life >= 1 && life <= MAX_DAYS);
  if (!fits) refuseField('policy.life', `must be term, or 1 to ${MAX_DAYS} whole days of ${DAY} seconds.`);
  if (scope !== 'user' && scope !== 'machine') refuseField('policy.scope', 'must be user or machine.');
  if (!isChoice(types, ['node-locked', 'floating'])) {
    refuseField('policy.types', 'must be one or both of node-locked and floating.');
  }
  if (!isChoice(billings, ['monthly', 'yearly'])) {
    refuseField('policy.billings', 'must be one or both of monthly and yearly.');
  }
}

function isChoice(values: readonly string[], of: readonly string[]): boolean {
  const distinct = new Set(values).size === values.length;
  return distinct && values.length > 0 && values.every((value) => of.includes(value));
}
