import { encodeBase64url } from '@latchkey/core';
import { createHash } from 'node:crypto';
import { actorName, type Actor } from './actor.js';
import { inChunks } from './db/chunks.js';
import type { Trx } from './db/schema.js';
import type { LockedOrganization } from './organization-lock.js';
import { together } from './together.js';

/** Everything that is written down. */
export type Action =
  | 'account.create'
  | 'account.password'
  | 'organization.create'
  | 'organization.rename'
  | 'product.create'
  | 'product.update'
  | 'license.create'
  | 'license.update'
  | 'member.join'
  | 'member.role'
  | 'member.remove'
  | 'invite.create'
  | 'invite.revoke'
  | 'token.create'
  | 'token.revoke'
  | 'offline-license.create'
  | 'offline-license.renew'
  | 'offline-license.download'
  | 'ledger.restore'
  | 'ledger.write-off'
  | 'key.rotate';

/** The facts of an entry: names and numbers, never a secret or the text of a license. */
export type AuditDetails = Readonly<Record<string, string | number>>;

/** One entry, as its hash covers it. */
export interface AuditEntry {
  readonly number: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly details: AuditDetails;
  readonly hash: string;
}

/** Adds one entry to the chain of an organization, see {@link appendAudits}. */
export function appendAudit(
  trx: Trx,
  organization: LockedOrganization,
  at: number,
  actor: Actor,
  action: Action,
  details: AuditDetails,
): Promise<void> {
  return appendAudits(trx, organization, at, actor, action, [details]);
}

/**
 * Adds entries to the chain of an organization. The row of the organization, which the caller has locked, keeps the
 * end of the chain: it is brought up to date in `organization`, and then written with all its numbers.
 *
 * Everything is on its way when this returns, so that a caller can have more written {@link together} with it.
 */
export async function appendAudits(
  trx: Trx,
  organization: LockedOrganization,
  at: number,
  actor: Actor,
  action: Action,
  all: readonly AuditDetails[],
): Promise<void> {
  const rows = all.map((facts) => {
    const number = organization.audit_number + 1;
    const entry = { number, at, actor: actorName(actor), action, details: JSON.stringify(facts) };
    const hash = hashEntry(organization.audit_hash, organization.id, entry);
    organization.audit_number = number;
    organization.audit_hash = hash;
    return { organization_id: organization.id, ...entry, hash };
  });
  const { seq, last_iat, audit_number, audit_hash } = organization;
  await together(
    ...[...inChunks(rows)].map((some) => trx.insertInto('audit').values(some).execute()),
    trx
      .updateTable('organization')
      .set({ seq, last_iat, audit_number, audit_hash })
      .where('id', '=', organization.id)
      .execute(),
  );
}

/** SHA-256 over the hash before, the organization and the entry, as a JSON array: no two entries read the same. */
export function hashEntry(
  before: string,
  organizationId: string,
  { number, at, actor, action, details }: { [Name in keyof AuditEntry]?: unknown },
): string {
  const text = JSON.stringify([before, organizationId, number, at, actor, action, details]);
  return encodeBase64url(createHash('sha256').update(text).digest());
}
