import type { IssuedLicense, IssuedPage, IssuedQuery } from '@latchkey/core';

/** An issued license as a ledger keeps it. */
export type IssuedRow = Omit<IssuedLicense, 'state'> & { readonly organizationId: string };

const SORT = { issued: 'seq', ends: 'endsAt', machine: 'machineId' } as const;

/** Issued licenses in memory, with the list that the service has: search, filter, order, pages. */
export class IssuedStore {
  now = 0;
  readonly #rows: IssuedRow[] = [];
  /** The rows of the last query but for its page: who scrolls asks for the same again and again. */
  #last: { readonly key: string; readonly rows: readonly IssuedRow[] } | undefined;

  get all(): readonly IssuedRow[] {
    return this.#rows;
  }

  add(...rows: readonly IssuedRow[]): void {
    // One by one: a hundred thousand are too many arguments.
    for (const row of rows) this.#rows.push(row);
    this.#last = undefined;
  }

  /** Rows that hold a seat: in force or still to come. */
  holding(licenseId: string): IssuedRow[] {
    return this.#rows.filter((row) => row.licenseId === licenseId && row.endsAt > this.now);
  }

  /** The license of a machine that has not ended; the one in force first. */
  findExisting(organizationId: string, machineId: string): IssuedRow | undefined {
    return this.#rows
      .filter(
        (row) =>
          row.machineId === machineId && row.organizationId === organizationId && row.endsAt > this.now,
      )
      .toSorted((a, b) => a.endsAt - b.endsAt)[0];
  }

  view(row: IssuedRow): IssuedLicense {
    return { ...row, state: this.#stateOf(row) };
  }

  list(query: IssuedQuery): IssuedPage {
    const { limit = 50, cursor, ...rest } = query;
    const rows = this.#select(rest);
    const start = cursor === undefined ? 0 : rows.findIndex(({ seq }) => String(seq) === cursor) + 1;
    const page = rows.slice(start, start + Math.min(200, limit));
    const last = page.at(-1);
    return {
      offlineLicenses: page.map((row) => this.view(row)),
      ...(last && start + page.length < rows.length && { next: String(last.seq) }),
    };
  }

  #select(query: IssuedQuery): readonly IssuedRow[] {
    const key = JSON.stringify([this.now, query]);
    if (this.#last?.key === key) return this.#last.rows;
    const { organizationId, state, licenseId, search = '', sort = 'issued', ascending = false } = query;
    const id = search.replaceAll(/[\s-]/g, '').toLowerCase();
    const name = search.trim().toLowerCase();
    const column = SORT[sort];
    const sign = ascending ? 1 : -1;
    const rows = this.#rows
      .filter(
        (row) =>
          row.organizationId === organizationId &&
          (licenseId === undefined || row.licenseId === licenseId) &&
          (state === undefined || this.#stateOf(row) === state) &&
          (name === '' || row.machineId.includes(id) || row.assignee?.toLowerCase().includes(name)),
      )
      .toSorted((a, b) => {
        if (a[column] === b[column]) return sign * (a.seq - b.seq);
        return a[column] < b[column] ? -sign : sign;
      });
    this.#last = { key, rows };
    return rows;
  }

  #stateOf({ startsAt, endsAt }: Pick<IssuedRow, 'startsAt' | 'endsAt'>): IssuedLicense['state'] {
    if (this.now >= endsAt) return 'expired';
    return this.now < startsAt ? 'scheduled' : 'in-force';
  }
}
