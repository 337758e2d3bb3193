import type { Actor, Role } from '@latchkey/issuer';
import { randomBytes } from 'node:crypto';
import { machineOf, type Fixture } from '../../issuer/testing/ledger.js';
import { findRole } from '../../issuer/src/actor.js';
import { createOfflineLicense } from '../../issuer/src/offline-licenses/create.js';
import { createInvite } from '../../issuer/src/people/invites.js';
import { createToken } from '../../issuer/src/people/tokens.js';

let machines = 1_000_000;

/** A machine that nobody has seen before. */
export function freshMachine(): string {
  machines += 1;
  return machineOf(machines);
}

/** Adds things for requests to be about; each call a new one. */
export interface Resources {
  licenseId(): Promise<string>;
  /** @param assigneeId account that it is assigned to, where that is a member */
  offlineLicense(assigneeId?: string): Promise<{ id: string; machineId: string }>;
  memberId(role?: Role): Promise<string>;
  invite(): Promise<{ id: string; token: string }>;
  tokenId(): Promise<string>;
}

/** @param owner an Owner of the organization */
export function resourcesOf(fixture: Fixture, organizationId: string, owner: Actor): Resources {
  const { ledger } = fixture;
  const licenseId = async () => (await fixture.purchase({ organizationId, quantity: 1000 })).id;
  return {
    licenseId,
    async offlineLicense(accountId) {
      const machineId = freshMachine();
      const isMember = accountId !== undefined && (await findRole(ledger.db, accountId, organizationId));
      const { offlineLicense } = await createOfflineLicense(ledger, owner, {
        organizationId,
        licenseId: await licenseId(),
        machine: { machineId },
        confirmation: machineId.slice(-4),
        ...(isMember && { assignee: { accountId } }),
      });
      return { id: offlineLicense.id, machineId };
    },
    memberId: async (role = 'user') => (await fixture.addMember(role, organizationId)).id,
    invite: () => {
      const email = `${randomBytes(6).toString('hex')}@example.com`;
      return createInvite(ledger, owner, { organizationId, email, role: 'user' });
    },
    tokenId: async () => {
      const expiresAt = ledger.now() + 3600;
      const scopes = ['licenses:read'] as const;
      return (await createToken(ledger, owner, { organizationId, name: 'program', scopes, expiresAt })).id;
    },
  };
}
