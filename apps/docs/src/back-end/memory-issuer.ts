import {
  LatchkeyError,
  successorPeriod,
  type CallContext,
  type FileContents,
  type ImportOutcome,
  type ImportVerdict,
  type IssuedPage,
  type IssuedQuery,
  type IssueOutcome,
  type IssuePreview,
  type IssuingBackend,
  type IssuingOrganization,
  type PurchasedLicense,
} from '@latchkey/core';
import { issuerJwk, KeySet, type Signer } from '@latchkey/crypto';
import { entriesOf, viewOf, type Book, type Entry, type Purchase } from './book.js';
import { handOut } from './hand-out.js';
import { judgeTable, summarize } from './import-table.js';
import { Intentions, type KeyedContext } from './intentions.js';
import { listIssued } from './list-issued.js';
import { newEntry, type Order } from './new-entry.js';
import { lifeOf, notFound, planFirst, problemOf, tryToPlan } from './plan.js';
import { readMachine } from './read-machine.js';
import {
  assertConfirmed,
  assertRenewable,
  countSeats,
  findExisting,
  findIneligibility,
  findWarnings,
} from './rules.js';

type Request<Call extends keyof IssuingBackend> = Parameters<IssuingBackend[Call]>[0];

/** What the issuer begins with. */
export interface MemoryIssuerOptions {
  readonly signer: Signer;
  /** Seconds since 1970, an integer. */
  readonly now: () => number;
  readonly organizations: readonly IssuingOrganization[];
  readonly purchases: readonly Purchase[];
}

/**
 * An issuer in memory: real licenses, signed by a real key, under the rules of the ledger. It shows what a back end for
 * the issuing elements has to do; reloading the page forgets it.
 */
export class MemoryIssuer implements IssuingBackend {
  readonly #signer: Signer;
  readonly #now: () => number;
  readonly #book: Book;
  readonly #intentions = new Intentions();

  constructor({ signer, now, organizations, purchases }: MemoryIssuerOptions) {
    this.#signer = signer;
    this.#now = now;
    this.#book = { organizations, purchases, entries: new Map() };
  }

  /** The keys that verify what this issuer signs: an app is shipped with them. */
  get keys(): KeySet {
    return KeySet.fromJwks({ keys: [issuerJwk(this.#signer.publicKey)] });
  }

  async listOrganizations({ signal }: CallContext = {}): Promise<readonly IssuingOrganization[]> {
    signal?.throwIfAborted();
    return this.#book.organizations;
  }

  async listLicenses(
    organizationId: string,
    { signal }: CallContext = {},
  ): Promise<readonly PurchasedLicense[]> {
    signal?.throwIfAborted();
    const entries = entriesOf(this.#book, organizationId);
    const now = this.#now();
    return this.#purchasesOf(organizationId).map((purchase) => {
      const why = findIneligibility(purchase, now);
      const seats = countSeats(purchase, entries, now);
      return { ...purchase, seats, ...(why && { ineligible: problemOf(why) }) };
    });
  }

  async preview(request: Request<'preview'>, { signal }: CallContext = {}): Promise<IssuePreview> {
    signal?.throwIfAborted();
    const now = this.#now();
    const { purchase, entries } = this.#find(request.organizationId, request.licenseId);
    const machine = readMachine(request.machine, purchase.product);
    const seats = countSeats(purchase, entries, now);
    const existing = findExisting(entries, machine, now);
    const plan = existing ? undefined : tryToPlan(purchase, entries, now);
    const isRefused = plan instanceof LatchkeyError;
    const period = plan === undefined || isRefused ? undefined : { nbf: plan.nbf, exp: plan.exp };
    return {
      machineId: machine.machineId,
      product: purchase.product,
      ...(machine.host !== undefined && { host: machine.host }),
      seats: { ...seats, after: seats.available - (period ? 1 : 0) },
      ...(period && { period }),
      ...(isRefused && { refusal: { ...problemOf(plan), details: plan.details } }),
      ...(existing && { existing: viewOf(existing, now) }),
      warnings: findWarnings(purchase, entries, machine, now),
    };
  }

  create(request: Request<'create'>, context: KeyedContext = {}): Promise<IssueOutcome> {
    return this.#intentions.run(['create', request], context, async () => {
      const now = this.#now();
      const { purchase, entries } = this.#find(request.organizationId, request.licenseId);
      const machine = readMachine(request.machine, purchase.product);
      assertConfirmed(machine.machineId, request.confirmation);
      const existing = findExisting(entries, machine, now);
      if (existing) return { offlineLicense: viewOf(existing, now), existing: true };
      const period = planFirst(purchase, entries, now);
      const entry = await this.#issue({ purchase, machine, period, assignee: request.assignee });
      return { offlineLicense: viewOf(entry, now), existing: false };
    });
  }

  renew(request: Request<'renew'>, context: KeyedContext = {}): Promise<IssueOutcome> {
    return this.#intentions.run(['renew', request], context, async () => {
      const now = this.#now();
      const entry = this.#findEntry(request.organizationId, request.id);
      const { claims } = entry;
      assertConfirmed(claims.sub, request.confirmation);
      const { purchase, entries } = this.#find(request.organizationId, claims.lic);
      const successor = entries.find(({ predecessorId }) => predecessorId === claims.jti);
      if (successor) return { offlineLicense: viewOf(successor, now), existing: true };
      assertRenewable(entry, now);
      const why = findIneligibility(purchase, now);
      if (why) throw why;
      const issued = await this.#issue({
        purchase,
        machine: { machineId: claims.sub, isContainer: false, ...claims.cnf },
        period: successorPeriod(now, claims, lifeOf(purchase)),
        assignee: claims.assignee,
        predecessorId: claims.jti,
      });
      return { offlineLicense: viewOf(issued, now), existing: false };
    });
  }

  async list(query: IssuedQuery, { signal }: CallContext = {}): Promise<IssuedPage> {
    signal?.throwIfAborted();
    return listIssued(entriesOf(this.#book, query.organizationId), query, this.#now());
  }

  async download(
    { organizationId, ids }: Request<'download'>,
    { signal }: CallContext = {},
  ): Promise<FileContents> {
    signal?.throwIfAborted();
    return handOut(ids.map((id) => this.#findEntry(organizationId, id)));
  }

  importTable(request: Request<'importTable'>, context: KeyedContext = {}): Promise<ImportOutcome> {
    const { organizationId, licenseId, csv, confirmation } = request;
    return this.#intentions.run(['importTable', request], context, async () => {
      const entries = entriesOf(this.#book, organizationId);
      const find = (id: string) => this.#find(organizationId, id).purchase;
      const judged = judgeTable(csv, { now: this.#now(), entries, licenseId, find });
      const planned = judged.filter(({ order }) => order).length;
      if (confirmation === undefined) {
        return summarize(
          judged.map(({ row }) => row),
          false,
        );
      }
      if (confirmation !== planned) {
        throw new LatchkeyError(
          'confirmation-missing',
          `Nothing was issued: ${confirmation} licenses were confirmed, and ${planned} would be created now. Look at a new dry run, then confirm that.`,
          { details: { confirmed: confirmation, create: planned } },
        );
      }
      const rows: ImportVerdict[] = [];
      for (const { row, order } of judged) {
        const entry = order && (await this.#issue(order));
        rows.push(entry ? { ...row, outcome: 'created', id: entry.claims.jti } : row);
      }
      return summarize(rows, true);
    });
  }

  /** Signed, then written down, in one turn: there is no moment at which somebody else sees half of it. */
  async #issue(order: Order): Promise<Entry> {
    const { organizationId } = order.purchase;
    const seq = entriesOf(this.#book, organizationId).length + 1;
    const entry = await newEntry(order, this.#findOrganization(organizationId), seq, this.#signer);
    this.#book.entries.set(entry.claims.jti, entry);
    return entry;
  }

  #purchasesOf(organizationId: string): Purchase[] {
    const { id } = this.#findOrganization(organizationId);
    return this.#book.purchases
      .filter((purchase) => purchase.organizationId === id)
      .toSorted((a, b) => a.product.localeCompare(b.product) || a.name.localeCompare(b.name));
  }

  #find(organizationId: string, licenseId: string) {
    const purchase = this.#purchasesOf(organizationId).find(({ id }) => id === licenseId);
    if (!purchase) throw notFound('license');
    return { purchase, entries: entriesOf(this.#book, organizationId) };
  }

  #findOrganization(organizationId: string): IssuingOrganization {
    const found = this.#book.organizations.find(({ id }) => id === organizationId);
    if (!found) throw notFound('organization');
    return found;
  }

  #findEntry(organizationId: string, id: string): Entry {
    const entry = this.#book.entries.get(id);
    if (entry?.claims.org.id !== organizationId) throw notFound('offline license');
    return entry;
  }
}
