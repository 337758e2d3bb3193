import { uuidV7, type LicenseClaims } from '@latchkey/core';
import { signLicense } from '@latchkey/crypto';
import { actorName, type Actor } from '../actor.js';
import { appendAudits } from '../audit.js';
import { assertComplete } from '../checkpoint.js';
import { inChunks } from '../db/chunks.js';
import type { OfflineLicenseRow, Trx } from '../db/schema.js';
import { assertClock, type Ledger } from '../ledger.js';
import type { LockedOrganization } from '../organization-lock.js';
import { together } from '../together.js';
import type { Plan } from './plan.js';

/** Whom a license is for. */
export interface Assignee {
  /** As the license file says. */
  readonly name?: string;
  /** The account, where it is a member: that one may download it. */
  readonly accountId?: string;
}

/** One license to issue. */
export interface Order extends Pick<Plan, 'license' | 'machine' | 'period' | 'seats'> {
  readonly assignee: Assignee;
  /** The license that this one takes over from. */
  readonly predecessorId?: string;
}

/** Issues one license, see {@link issueAll}. */
export async function issue(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  order: Order,
): Promise<OfflineLicenseRow> {
  const [row] = await issueAll(ledger, trx, organization, actor, [order]);
  return row as OfflineLicenseRow;
}

/**
 * Signs planned licenses and writes them down, in the transaction that planned them: there is no moment at which one
 * exists without the other. A signature that is rolled back was seen by nobody.
 *
 * @param orders planned at the same moment
 * @throws LatchkeyError `clock-behind`, `ledger-behind`, `claims-invalid`, `signing-fault`
 */
export async function issueAll(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  orders: readonly Order[],
): Promise<OfflineLicenseRow[]> {
  const now = orders[0]?.period.iat;
  if (now === undefined) return [];
  assertClock(now, organization.last_iat);
  await assertComplete(ledger, organization);
  const rows: OfflineLicenseRow[] = [];
  for (const order of orders) {
    organization.seq++;
    rows.push(await makeRow(ledger, organization, actor, order));
  }
  organization.last_iat = Math.max(organization.last_iat, now);
  const action = orders[0]?.predecessorId === undefined ? 'offline-license.create' : 'offline-license.renew';
  const facts = rows.map(({ id, license_id, machine_id, seq, exp }) => ({
    id,
    license: license_id,
    machine: machine_id,
    seq,
    exp,
  }));
  await together(
    ...[...inChunks(rows)].map((some) => trx.insertInto('offline_license').values(some).execute()),
    noteMachines(trx, orders, now),
    appendAudits(trx, organization, now, actor, action, facts),
  );
  return rows;
}

/** Keeps how many machines each license has now, see seats.ts. */
async function noteMachines(trx: Trx, orders: readonly Order[], now: number): Promise<void> {
  const counts = new Map(orders.map(({ license, seats }) => [license.id, seats.machines]));
  for (const { license, predecessorId } of orders) {
    if (predecessorId === undefined) counts.set(license.id, (counts.get(license.id) ?? 0) + 1);
  }
  const notes = [...counts].map(([id, machines]) =>
    trx.updateTable('license').set({ machines, counted_at: now }).where('id', '=', id).execute(),
  );
  await together(...notes);
}

async function makeRow(
  ledger: Ledger,
  { id, name, seq }: LockedOrganization,
  actor: Actor,
  { license, machine, period, assignee, predecessorId }: Order,
): Promise<OfflineLicenseRow> {
  const features = JSON.parse(license.features) as string[];
  const claims: LicenseClaims = {
    iss: ledger.issuer,
    sub: machine.machineId,
    aud: license.product,
    jti: uuidV7(period.iat * 1000, ledger.random(10)),
    ...period,
    org: { id, name },
    lic: license.id,
    ...(assignee.name !== undefined && { assignee: assignee.name }),
    seq,
    ...(features.length > 0 && { features }),
    ...(machine.jkt !== undefined && { cnf: { jkt: machine.jkt } }),
  };
  return {
    id: claims.jti,
    organization_id: id,
    license_id: license.id,
    product: license.product,
    machine_id: machine.machineId,
    assignee: assignee.name ?? null,
    assignee_id: assignee.accountId ?? null,
    jkt: machine.jkt ?? null,
    seq,
    ...period,
    predecessor_id: predecessorId ?? null,
    file: await signLicense(claims, ledger.signer, { engine: ledger.engine }),
    created_by: actorName(actor),
  };
}
