import {
  licenseFileName,
  type IssuedLicense,
  type IssuingOrganization,
  type LicenseClaims,
  type PurchasedLicense,
} from '@latchkey/core';

/** A license that an organization has purchased, as it is kept: what depends on the time is worked out when asked. */
export interface Purchase extends Omit<PurchasedLicense, 'seats' | 'ineligible'> {
  readonly organizationId: string;
  readonly quantity: number;
}

/** An offline license, as it is kept: with its file, so that the same bytes can be handed out again. */
export interface Entry {
  readonly claims: LicenseClaims;
  /** The license file. */
  readonly text: string;
  readonly predecessorId?: string;
}

/** All that the issuer knows. */
export interface Book {
  readonly organizations: readonly IssuingOrganization[];
  readonly purchases: readonly Purchase[];
  /** By `jti`, in the order in which they were issued. */
  readonly entries: Map<string, Entry>;
}

/** The offline licenses of an organization, in the order in which they were issued. */
export function entriesOf({ entries }: Book, organizationId: string): Entry[] {
  return [...entries.values()].filter(({ claims }) => claims.org.id === organizationId);
}

/** An offline license as lists show it. */
export function viewOf({ claims, predecessorId }: Entry, now: number): IssuedLicense {
  const { jti, lic, aud, sub, assignee, seq = 0, iat, nbf, exp, cnf } = claims;
  return {
    id: jti,
    licenseId: lic,
    product: aud,
    machineId: sub,
    fileName: licenseFileName(claims),
    ...(assignee !== undefined && { assignee }),
    seq,
    issuedAt: iat,
    startsAt: nbf,
    endsAt: exp,
    state: now >= exp ? 'expired' : now < nbf ? 'scheduled' : 'in-force',
    deviceBound: cnf !== undefined,
    ...(predecessorId !== undefined && { predecessorId }),
  };
}
