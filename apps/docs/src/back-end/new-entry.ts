import {
  LatchkeyError,
  MAX_ASSIGNEE_LENGTH,
  uuidV7,
  type IssuingOrganization,
  type LicenseClaims,
  type Period,
} from '@latchkey/core';
import { signLicense, type Signer } from '@latchkey/crypto';
import type { Entry, Purchase } from './book.js';
import type { Machine } from './read-machine.js';

/** One license to issue. */
export interface Order {
  readonly purchase: Purchase;
  readonly machine: Machine;
  readonly period: Period;
  readonly assignee?: string | undefined;
  /** The license that this one takes over from. */
  readonly predecessorId?: string;
}

/**
 * Signs one license.
 *
 * @param seq its number within the organization
 * @throws LatchkeyError `request-invalid` for an assignee that is too long
 */
export async function newEntry(
  { purchase, machine, period, predecessorId, ...order }: Order,
  { id, name }: IssuingOrganization,
  seq: number,
  signer: Signer,
): Promise<Entry> {
  const assignee = order.assignee?.trim() ?? '';
  if (assignee.length > MAX_ASSIGNEE_LENGTH) {
    throw new LatchkeyError('request-invalid', 'Nothing was issued. The name of the assignee is too long.', {
      details: { fields: ['assignee'] },
    });
  }
  const claims: LicenseClaims = {
    iss: 'https://licenses.example',
    sub: machine.machineId,
    aud: purchase.product,
    jti: uuidV7(period.iat * 1000, crypto.getRandomValues(new Uint8Array(10))),
    ...period,
    org: { id, name },
    lic: purchase.id,
    ...(assignee !== '' && { assignee }),
    seq,
    ...(purchase.features.length > 0 && { features: purchase.features.toSorted() }),
    ...(machine.jkt !== undefined && { cnf: { jkt: machine.jkt } }),
  };
  const text = await signLicense(claims, signer);
  return { claims, text, ...(predecessorId !== undefined && { predecessorId }) };
}
