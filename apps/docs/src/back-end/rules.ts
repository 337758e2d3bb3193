import {
  DAY,
  isoTime,
  LatchkeyError,
  RENEWAL_DAYS,
  worthlessMachineIds,
  type IssuePreview,
  type SeatCounts,
} from '@latchkey/core';
import type { Entry, Purchase } from './book.js';
import type { Machine } from './read-machine.js';

/** A seat is in use while a machine has a license that has not ended: the clock alone frees it. */
export function countSeats({ id, quantity }: Purchase, entries: readonly Entry[], now: number): SeatCounts {
  const running = entries.filter(({ claims }) => claims.lic === id && claims.exp > now);
  const used = new Set(running.map(({ claims }) => claims.sub)).size;
  return { quantity, used, available: Math.max(0, quantity - used) };
}

/** Why a license cannot be taken offline now, seats aside; `undefined` where it can. */
export function findIneligibility(
  { type, billing, startsAt, endsAt }: Purchase,
  now: number,
): LatchkeyError | undefined {
  if (type !== 'node-locked' || billing !== 'yearly') {
    return new LatchkeyError(
      'not-eligible',
      `Only yearly, node-locked licenses can be used offline; this one is ${billing} and ${type}. Choose another license.`,
      { details: { type, billing } },
    );
  }
  if (now < startsAt) {
    return new LatchkeyError(
      'term-ahead',
      'The paid term of this license has not begun yet. Wait until then.',
      {
        details: { startsAt },
      },
    );
  }
  if (now >= endsAt) {
    return new LatchkeyError(
      'term-over',
      'The paid term of this license is over. Extend it, or choose another license.',
      { details: { endedAt: endsAt } },
    );
  }
  return undefined;
}

/** The refusal where no seat is free, with the moment at which one will be. */
export function noSeats({ id, quantity }: Purchase, entries: readonly Entry[], now: number): LatchkeyError {
  const ends = new Map<string, number>();
  for (const { claims } of entries) {
    if (claims.lic !== id || claims.exp <= now) continue;
    ends.set(claims.sub, Math.max(claims.exp, ends.get(claims.sub) ?? 0));
  }
  const nextFreeAt = [...ends.values()].toSorted((a, b) => a - b)[ends.size - quantity];
  const when = nextFreeAt === undefined ? '' : ` The next is free at ${isoTime(nextFreeAt)}.`;
  return new LatchkeyError(
    'no-seats',
    `All ${quantity} offline seats of this license are in use.${when} Wait, or buy more.`,
    { details: { quantity, used: ends.size, ...(nextFreeAt !== undefined && { nextFreeAt }) } },
  );
}

/** The license that a machine has for a product, the one in force before the one that follows. */
export function findExisting(
  entries: readonly Entry[],
  { machineId }: Machine,
  now: number,
): Entry | undefined {
  return entries
    .filter(({ claims }) => claims.sub === machineId && claims.exp > now)
    .toSorted((a, b) => a.claims.exp - b.claims.exp)[0];
}

/**
 * What cannot be undone is confirmed with the last four characters of the machine ID: whoever types them has looked.
 *
 * @throws LatchkeyError `confirmation-missing`
 */
export function assertConfirmed(machineId: string, confirmation: string): void {
  if (confirmation.trim().toLowerCase() === machineId.slice(-4)) return;
  throw new LatchkeyError(
    'confirmation-missing',
    'Nothing was issued. Confirm it with the last 4 characters of the machine ID.',
  );
}

/** @throws LatchkeyError `already-ended`; `not-renewable` with the first moment at which it is */
export function assertRenewable({ claims: { exp } }: Entry, now: number): void {
  if (now >= exp) {
    throw new LatchkeyError(
      'already-ended',
      'This offline license has ended, and its seat is available. Create a new one.',
      { details: { endedAt: exp } },
    );
  }
  const from = exp - RENEWAL_DAYS * DAY;
  if (now >= from) return;
  throw new LatchkeyError(
    'not-renewable',
    `An offline license can be renewed in its last ${RENEWAL_DAYS} days. Wait until then.`,
    { details: { from } },
  );
}

/** Reasons to look again before confirming. */
export function findWarnings(
  { product }: Purchase,
  entries: readonly Entry[],
  machine: Machine,
  now: number,
): IssuePreview['warnings'] {
  const { machineId, jkt, isContainer } = machine;
  const isKeyElsewhere = entries.some(
    ({ claims: { cnf, exp, sub } }) =>
      jkt !== undefined && cnf?.jkt === jkt && exp > now && sub !== machineId,
  );
  const all = [
    {
      code: 'already-licensed',
      applies: findExisting(entries, machine, now) !== undefined,
      detail: 'This machine has an offline license for this product already. Creating returns that one.',
    },
    {
      code: 'known-bad-machine-id',
      applies: worthlessMachineIds(product).has(machineId),
      detail:
        'This machine ID comes from a system ID that other machines share. Have a real one created first.',
    },
    {
      code: 'device-key-elsewhere',
      applies: isKeyElsewhere,
      detail: 'The same device key holds a license of another machine. The profile may have been copied.',
    },
    {
      code: 'container',
      applies: isContainer,
      detail: 'This machine is a container. Its machine ID may change when it is created anew.',
    },
  ] as const;
  return all.filter(({ applies }) => applies).map(({ code, detail }) => ({ code, detail }));
}
