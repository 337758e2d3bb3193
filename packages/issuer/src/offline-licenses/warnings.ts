import { worthlessMachineIds } from '@latchkey/core';
import type { Db, Trx } from '../db/schema.js';
import type { Situation } from './plan.js';

/** A reason to look again before confirming. */
export interface Warning {
  readonly code: 'already-licensed' | 'known-bad-machine-id' | 'device-key-elsewhere' | 'container';
  /** What it may mean, and what to do. */
  readonly detail: string;
}

/** Looks for reasons to stop, among the organization's own licenses only. */
export async function findWarnings(
  db: Db | Trx,
  organizationId: string,
  { license, machine, existing }: Situation,
  now: number,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  if (existing) {
    const detail = 'This machine has an offline license for this product already. Creating returns that one.';
    warnings.push({ code: 'already-licensed', detail });
  }
  if (worthlessMachineIds(license.product).has(machine.machineId)) {
    const detail =
      'This machine ID comes from a machine whose system ID is a placeholder that other machines share. Have the system create a real one first.';
    warnings.push({ code: 'known-bad-machine-id', detail });
  }
  if (
    machine.jkt !== undefined &&
    (await isKeyElsewhere(db, organizationId, machine.jkt, machine.machineId, now))
  ) {
    const detail =
      'The same device key holds a license of another machine. The profile may have been copied.';
    warnings.push({ code: 'device-key-elsewhere', detail });
  }
  if (machine.isContainer) {
    const detail = 'This machine is a container. Its machine ID may change when it is created anew.';
    warnings.push({ code: 'container', detail });
  }
  return warnings;
}

async function isKeyElsewhere(
  db: Db | Trx,
  organizationId: string,
  jkt: string,
  machineId: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('offline_license')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('exp', '>', now)
    .where('jkt', '=', jkt)
    .where('machine_id', '!=', machineId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
