import {
  DAY,
  encodeBase64url,
  licenseFileName,
  machineIdFromOs,
  type IssuingOrganization,
  type PurchasedLicense,
} from '@latchkey/core';
import { MACHINE_ID, NOW } from './samples.js';
import type { IssuedRow } from './issued-store.js';

export const ORGANIZATION: IssuingOrganization = { id: 'nordic-ships', name: 'Nørdic Ships A/S' };
export const OTHER_ORGANIZATION: IssuingOrganization = { id: 'acme', name: 'Acme Robotics' };

/** A license as it was purchased; seats are counted by whoever lists it. */
export type PurchasedTerms = Omit<PurchasedLicense, 'seats'> & { readonly quantity: number };

/** A license that can be taken offline: ten seats, half a year paid and left. */
export function purchased(changes: Partial<PurchasedTerms> = {}): PurchasedTerms {
  return {
    id: 'lic-ocean',
    product: 'KSE',
    name: 'Ocean Suite',
    type: 'node-locked',
    billing: 'yearly',
    quantity: 10,
    startsAt: NOW - 180 * DAY,
    endsAt: NOW + 185 * DAY,
    features: ['export', 'render'],
    ...changes,
  };
}

const refuse = (code: 'not-eligible' | 'term-ahead' | 'term-over', detail: string) => ({
  ineligible: { code, detail },
});

/** One license of every kind there is, of one product. */
export const EVERY_KIND: readonly PurchasedTerms[] = [
  purchased(),
  purchased({ id: 'lic-bridge', name: 'Bridge Console', quantity: 1 }),
  purchased({
    id: 'lic-fleet',
    name: 'Fleet Planner',
    type: 'floating',
    quantity: 25,
    ...refuse('not-eligible', 'Only yearly, node-locked licenses can be used offline; this one is floating.'),
  }),
  purchased({
    id: 'lic-harbor',
    name: 'Harbor Viewer',
    billing: 'monthly',
    quantity: 3,
    ...refuse('not-eligible', 'Only yearly, node-locked licenses can be used offline; this one is monthly.'),
  }),
  purchased({
    id: 'lic-next',
    name: 'Ocean Suite 2027',
    startsAt: NOW + 37 * DAY,
    endsAt: NOW + 402 * DAY,
    ...refuse('term-ahead', 'The paid term of this license has not begun yet.'),
  }),
  purchased({
    id: 'lic-past',
    name: 'Ocean Suite 2025',
    startsAt: NOW - 420 * DAY,
    endsAt: NOW - 55 * DAY,
    ...refuse('term-over', 'The paid term of this license is over.'),
  }),
];

/** A sound machine ID for each number. */
export function machineIdOf(n: number, product = 'KSE'): string {
  return machineIdFromOs({ osId: (n + 1).toString(16).padStart(32, 'a'), product, account: '1000' });
}

/** An offline license that was issued; by itself one in force. */
export function issued(changes: Partial<IssuedRow> = {}): IssuedRow {
  const { product = 'KSE', machineId = MACHINE_ID, seq = 1 } = changes;
  return {
    id: `0190163d-8694-739b-aea5-${seq.toString(16).padStart(12, '0')}`,
    organizationId: ORGANIZATION.id,
    licenseId: 'lic-ocean',
    product,
    machineId,
    fileName: licenseFileName({ aud: product, sub: machineId }),
    assignee: 'Ada Lovelace',
    seq,
    issuedAt: NOW - 10 * DAY,
    startsAt: NOW - 10 * DAY - 300,
    endsAt: NOW + 50 * DAY,
    deviceBound: false,
    ...changes,
  };
}

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/**
 * As many issued licenses as a list may have to show, in every state, of two purchased licenses. Their machine IDs look like
 * such and have no right checksum: making 100,000 sound ones takes too long.
 */
export function manyIssued(count: number): IssuedRow[] {
  return Array.from({ length: count }, (_, i) => {
    const digits = Array.from({ length: 33 }, (__, at) => ALPHABET[(i * (at + 7) + (i >> at)) % 32]).join('');
    const age = i % 97;
    const startsAt = NOW + (i % 41 === 0 ? 5 : -age) * DAY;
    return issued({
      machineId: `kse1${digits}`,
      assignee: `Person ${i}`,
      licenseId: i % 5 === 0 ? 'lic-bridge' : 'lic-ocean',
      seq: i + 1,
      issuedAt: NOW - age * DAY - i,
      startsAt,
      endsAt: startsAt + 60 * DAY,
      deviceBound: i % 3 === 0,
    });
  });
}

const json = (value: unknown) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)));

/** A token with these claims, as long as a real one. Nothing is signed, since elements know no signatures. */
export function tokenOf(typ: 'license+jwt' | 'license-request+jwt', claims: object): string {
  const header = { alg: 'EdDSA', kid: 'p4bPV_1Zb9xzNHSTjD3WVgKbWvRTmyfUBO9iQbCvLyU', typ };
  return `${json(header)}.${json(claims)}.${'c2lnbmVk'.repeat(11).slice(0, 86)}`;
}

/** An activation request of a machine. */
export function requestOf(machineId: string, more: { host?: string; container?: true } = {}): string {
  return tokenOf('license-request+jwt', { sub: machineId, aud: 'KSE', ...more });
}
