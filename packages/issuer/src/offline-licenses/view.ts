import { licenseFileName } from '@latchkey/core';
import type { OfflineLicenseRow } from '../db/schema.js';

/** Where a license stands at a moment. */
export type State = 'scheduled' | 'in-force' | 'expired';

/** An offline license as lists show it: all but the file itself. Times are seconds since 1970, UTC. */
export interface OfflineLicense {
  readonly id: string;
  readonly licenseId: string;
  readonly product: string;
  readonly machineId: string;
  readonly fileName: string;
  readonly assignee?: string;
  /** Number within the organization. */
  readonly seq: number;
  readonly issuedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: State;
  /** True where only a certain device key can use it. */
  readonly deviceBound: boolean;
  /** The license that this one takes over from. */
  readonly predecessorId?: string;
}

/** What lists read of a row. */
export const VIEW_COLUMNS = [
  'id',
  'license_id',
  'product',
  'machine_id',
  'assignee',
  'jkt',
  'seq',
  'iat',
  'nbf',
  'exp',
  'predecessor_id',
] as const;

export type ViewRow = Pick<OfflineLicenseRow, (typeof VIEW_COLUMNS)[number]>;

export function viewOf(row: ViewRow, now: number): OfflineLicense {
  return {
    id: row.id,
    licenseId: row.license_id,
    product: row.product,
    machineId: row.machine_id,
    fileName: licenseFileName({ aud: row.product, sub: row.machine_id }),
    ...(row.assignee !== null && { assignee: row.assignee }),
    seq: row.seq,
    issuedAt: row.iat,
    startsAt: row.nbf,
    endsAt: row.exp,
    state: stateOf(row, now),
    deviceBound: row.jkt !== null,
    ...(row.predecessor_id !== null && { predecessorId: row.predecessor_id }),
  };
}

function stateOf({ nbf, exp }: Pick<OfflineLicenseRow, 'nbf' | 'exp'>, now: number): State {
  if (now >= exp) return 'expired';
  return now < nbf ? 'scheduled' : 'in-force';
}
