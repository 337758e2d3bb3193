import { randomBytes } from 'node:crypto';
import type { LedgerFixture } from './fixture.js';

/** Of an organization that nothing else happens in. */
const ORGANIZATION = 'bare';

/**
 * The least that writing an offline license down costs: a durable transaction with its row, which is there already, and
 * nothing around it. No rule is looked at, nothing is signed or audited, no seat is counted.
 */
export async function openBare({ ledger: { db }, createNext }: LedgerFixture): Promise<() => Promise<void>> {
  await createNext();
  const { file, ...row } = await db
    .selectFrom('offline_license')
    .selectAll()
    .limit(1)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('organization')
    .values({
      id: ORGANIZATION,
      name: ORGANIZATION,
      seq: 0,
      last_iat: 0,
      audit_number: 0,
      audit_hash: '',
      created_at: 0,
    })
    .execute();
  let seq = 0;
  return async () => {
    seq++;
    const id = `${Date.now().toString(16)}-${randomBytes(8).toString('hex')}`;
    const machine_id = `kse1q${randomBytes(16).toString('hex')}`;
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('offline_license')
        .values({ ...row, file, id, machine_id, seq, organization_id: ORGANIZATION })
        .execute();
    });
  };
}
