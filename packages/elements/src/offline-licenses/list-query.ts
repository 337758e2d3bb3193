import {
  DAY,
  RENEWAL_DAYS,
  type IssuedLicense,
  type IssuedPage,
  type IssuedQuery,
  type IssuingBackend,
  type OfflineLicenseState,
} from '@latchkey/core';

/** States as a person sees them: what is in force and ends within 14 days is one of its own. */
export type ListState = OfflineLicenseState | 'ends-soon';

/** What a person narrowed the list to, and its order: what a portal may keep in its URL. */
export interface ListQuery {
  readonly search: string;
  /** All where it is missing. */
  readonly state: ListState | undefined;
  readonly sort: 'issued' | 'ends' | 'machine';
  readonly ascending: boolean;
}

/** Which licenses a list is about. */
export interface ListScope {
  readonly organizationId: string;
  readonly licenseId: string | undefined;
  readonly query: ListQuery;
}

/** What the service takes at most: rows of a page, and characters of a search. */
const PAGE = 200;
const LONGEST_SEARCH = 200;

/** @param now seconds since 1970, UTC */
export function stateOf({ state, endsAt }: IssuedLicense, now: number): ListState {
  return state === 'in-force' && endsAt <= now + RENEWAL_DAYS * DAY ? 'ends-soon' : state;
}

/** Seconds since 1970, UTC, by the clock of this machine. */
export function readClock(): number {
  return Math.floor(Date.now() / 1000);
}

/** The order in which the list really is: what ends soon is listed by its end, whatever was chosen. */
export function orderOf({ state, sort, ascending }: ListQuery): Pick<ListQuery, 'sort' | 'ascending'> {
  return state === 'ends-soon' ? { sort: 'ends', ascending: true } : { sort, ascending };
}

/** One page of what a person narrowed the list to. */
export async function readPage(
  backend: IssuingBackend,
  { organizationId, licenseId, query }: ListScope,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<IssuedPage> {
  const search = query.search.trim().slice(0, LONGEST_SEARCH);
  const state = query.state === 'ends-soon' ? 'in-force' : query.state;
  const request: IssuedQuery = {
    organizationId,
    ...orderOf(query),
    limit: PAGE,
    ...(licenseId !== undefined && { licenseId }),
    ...(search !== '' && { search }),
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
  };
  const page = await backend.list(request, { signal });
  signal.throwIfAborted();
  if (query.state !== 'ends-soon') return page;
  // The service knows no such state. By their ends, those that end soon come first: the first other one is the end.
  const now = readClock();
  const soon = page.offlineLicenses.filter((row) => stateOf(row, now) === 'ends-soon');
  return soon.length < page.offlineLicenses.length ? { offlineLicenses: soon } : page;
}

/** True where a person asked for less than everything. */
export function isNarrowed({ search, state }: ListQuery): boolean {
  return search.trim() !== '' || state !== undefined;
}
