import type { IssuedLicense, IssuedPage, IssuedQuery } from '@latchkey/core';
import { viewOf, type Entry } from './book.js';

type Sort = NonNullable<IssuedQuery['sort']>;

const COMPARE: Readonly<Record<Sort, (a: IssuedLicense, b: IssuedLicense) => number>> = {
  issued: () => 0,
  ends: (a, b) => a.endsAt - b.endsAt,
  machine: (a, b) => (a.machineId < b.machineId ? -1 : Number(a.machineId > b.machineId)),
};

/** A page of the offline licenses that a query asks for. The cursor is the `id` of the last row of the page before. */
export function listIssued(entries: readonly Entry[], query: IssuedQuery, now: number): IssuedPage {
  const { sort = 'issued', ascending = false, limit = 50, cursor } = query;
  const compare = (a: IssuedLicense, b: IssuedLicense) => COMPARE[sort](a, b) || a.seq - b.seq;
  const found = entries
    .map((entry) => viewOf(entry, now))
    .filter((license) => fits(license, query))
    .toSorted((a, b) => (ascending ? compare(a, b) : compare(b, a)));
  const start = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor) + 1;
  const offlineLicenses = found.slice(start, start + limit);
  const last = offlineLicenses.at(-1);
  return { offlineLicenses, ...(last && start + limit < found.length && { next: last.id }) };
}

function fits(license: IssuedLicense, { state, licenseId, search = '' }: IssuedQuery): boolean {
  const name = search.trim().toLowerCase();
  const id = name.replaceAll(/[\s-]/g, '');
  return (
    (state === undefined || license.state === state) &&
    (licenseId === undefined || license.licenseId === licenseId) &&
    (license.machineId.includes(id) || (license.assignee?.toLowerCase().includes(name) ?? false))
  );
}
