import { actorName, type Actor } from '../actor.js';
import type { OfflineLicenseRow, Trx } from '../db/schema.js';
import type { LockedOrganization } from '../organization-lock.js';
import type { IssuedLicense } from './read-license-file.js';

/** What became of a license file. */
export interface Restoration {
  /**
   * `restored`: the ledger has it again. `present`: it had it. `foreign`: it is none of this ledger's. `conflict`: it is,
   * and something in the ledger stands against it.
   */
  readonly outcome: 'restored' | 'present' | 'foreign' | 'conflict';
  /** Why, for the last two. */
  readonly detail?: string;
  readonly organizationId?: string;
  readonly seq?: number;
}

/**
 * Writes licenses into the ledger as they were issued: their numbers, their times, and the files byte for byte. What a
 * file does not say is not restored: who asked for it, and the account of an assignee.
 */
export async function restoreLicenses(
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  licenses: readonly IssuedLicense[],
): Promise<Map<IssuedLicense, Restoration>> {
  const reports = new Map<IssuedLicense, Restoration>();
  // A predecessor comes before its successor then.
  for (const license of licenses.toSorted((a, b) => a.claims.seq - b.claims.seq)) {
    const fact = { organizationId: organization.id, seq: license.claims.seq };
    const found = await compare(trx, organization.id, license);
    if (found === 'missing') {
      await insert(trx, organization, actor, license);
      reports.set(license, { ...fact, outcome: 'restored' });
    } else if (found === 'present') {
      reports.set(license, { ...fact, outcome: 'present' });
    } else {
      reports.set(license, { ...fact, outcome: 'conflict', detail: found });
    }
  }
  return reports;
}

/** @returns where a license stands, or what stands against it */
async function compare(
  trx: Trx,
  organizationId: string,
  { claims, text }: IssuedLicense,
): Promise<'missing' | 'present' | (string & {})> {
  const rows = await trx
    .selectFrom('offline_license')
    .select(['id', 'file'])
    .where((is) =>
      is.or([
        is('id', '=', claims.jti),
        is.and([is('organization_id', '=', organizationId), is('seq', '=', claims.seq)]),
      ]),
    )
    .execute();
  if (rows.some(({ id, file }) => id === claims.jti && file === text)) return 'present';
  if (rows.length > 0) return `Another license has the number ${claims.seq} in this ledger.`;
  const license = await trx
    .selectFrom('license')
    .select('product')
    .where('id', '=', claims.lic)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  if (license?.product === claims.aud) return 'missing';
  return `This ledger has no purchased license ${claims.lic} for ${claims.aud}; it may be younger than the backup.`;
}

async function insert(
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  { claims, text }: IssuedLicense,
): Promise<void> {
  const { jti, lic, aud, sub, assignee, cnf, seq, iat, nbf, exp } = claims;
  const row: OfflineLicenseRow = {
    id: jti,
    organization_id: organization.id,
    license_id: lic,
    product: aud,
    machine_id: sub,
    assignee: assignee ?? null,
    assignee_id: null,
    jkt: cnf?.jkt ?? null,
    seq,
    iat,
    nbf,
    exp,
    predecessor_id: null,
    file: text,
    created_by: actorName(actor),
  };
  await trx.insertInto('offline_license').values(row).execute();
  await trx
    .deleteFrom('written_off')
    .where('organization_id', '=', organization.id)
    .where('seq', '=', seq)
    .execute();
  // Its machines are to be counted anew, see seats.ts.
  await trx.updateTable('license').set({ counted_at: null }).where('id', '=', lic).execute();
  await linkBefore(trx, row);
  await linkAfter(trx, row);
  organization.last_iat = Math.max(organization.last_iat, iat);
}

/** A file does not name its predecessor; it starts in the second in which that one ends. */
async function linkBefore(trx: Trx, row: OfflineLicenseRow): Promise<void> {
  if (row.nbf <= row.iat) return;
  const predecessor = await siblings(trx, row).where('exp', '=', row.nbf).executeTakeFirst();
  if (predecessor) await link(trx, predecessor.id, row.id);
}

async function linkAfter(trx: Trx, row: OfflineLicenseRow): Promise<void> {
  const successor = await siblings(trx, row)
    .where('nbf', '=', row.exp)
    .whereRef('nbf', '>', 'iat')
    .where('predecessor_id', 'is', null)
    .executeTakeFirst();
  if (successor) await link(trx, row.id, successor.id);
}

function siblings(trx: Trx, { id, organization_id, machine_id, product }: OfflineLicenseRow) {
  return trx
    .selectFrom('offline_license')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('machine_id', '=', machine_id)
    .where('product', '=', product)
    .where('id', '!=', id);
}

async function link(trx: Trx, predecessor: string, successor: string): Promise<void> {
  const taken = await trx
    .selectFrom('offline_license')
    .select('id')
    .where('predecessor_id', '=', predecessor)
    .executeTakeFirst();
  if (taken) return;
  await trx
    .updateTable('offline_license')
    .set({ predecessor_id: predecessor })
    .where('id', '=', successor)
    .execute();
}
