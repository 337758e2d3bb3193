import { licenseFileName, successorFileName } from '@latchkey/core';
import type { Actor } from '../actor.js';
import type { Ledger } from '../ledger.js';
import { notFound } from '../organization-lock.js';
import { ownOnly } from './list.js';

/** A license file to hand out. */
export interface LicenseFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of offline licenses, in the order asked for: the bytes that were issued, always the same. Where several are
 * of one machine, the others have the day of their start or their number in the name.
 *
 * @param ids up to 1,000 of them
 * @throws LatchkeyError `not-found` where any of them is not there to see, `forbidden`
 */
export async function downloadFiles(
  ledger: Ledger,
  actor: Actor,
  organizationId: string,
  ids: readonly string[],
): Promise<LicenseFile[]> {
  const own = await ownOnly(ledger, actor, organizationId);
  let query = ledger.db
    .selectFrom('offline_license')
    .select(['id', 'product', 'machine_id', 'nbf', 'seq', 'file'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids);
  if (own !== undefined) query = query.where('assignee_id', '=', own);
  const rows = new Map((await query.execute()).map((row) => [row.id, row]));
  const taken = new Set<string>();
  return [...new Set(ids)].map((id) => {
    const row = rows.get(id);
    if (!row) throw notFound('offline license');
    const { product: aud, machine_id: sub, nbf, seq } = row;
    const names = [
      licenseFileName({ aud, sub }),
      successorFileName({ aud, sub, nbf }),
      `${aud}_${sub}_${seq}.lic`,
    ];
    const name = names.find((one) => !taken.has(one)) as string;
    taken.add(name);
    return { name, text: row.file };
  });
}
