import {
  DAY,
  LatchkeyError,
  licenseFileName,
  RENEWAL_DAYS,
  type CallContext,
  type FileContents,
  type ImportOutcome,
  type IssuedPage,
  type IssuedQuery,
  type IssueOutcome,
  type IssuePreview,
  type IssuingBackend,
  type IssuingOrganization,
  type PurchasedLicense,
} from '@latchkey/core';
import { importTable } from './import-table.js';
import { IssuedStore, type IssuedRow } from './issued-store.js';
import { assertConfirmed, fileTextOf, problem, readMachine } from './issuing-rules.js';
import { EVERY_KIND, ORGANIZATION, type PurchasedTerms } from './issuing-samples.js';
import { NOW } from './samples.js';

type Request<Call extends keyof IssuingBackend> = Parameters<IssuingBackend[Call]>[0];
type KeyedContext = CallContext & { readonly key?: string };

/** A call as it came. */
export interface Called {
  readonly call: keyof IssuingBackend;
  readonly request: unknown;
  readonly key: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The issuing service in memory: its rules, without a signature. */
export class MemoryIssuingBackend implements IssuingBackend {
  organizations: readonly IssuingOrganization[] = [ORGANIZATION];
  /** Purchased licenses of every organization. */
  licenses: readonly PurchasedTerms[] = EVERY_KIND;
  /** Added to what a preview finds by itself. */
  warnings: IssuePreview['warnings'] = [];
  /** The text of every license file, in place of one made from its claims. */
  file: string | undefined;
  readonly store = new IssuedStore();
  /** What was called, in order. */
  readonly calls: Called[] = [];
  /** Awaited before a call does anything: to hold it back, or to make it fail. */
  before: (call: keyof IssuingBackend) => unknown = () => undefined;
  /** Awaited after it was done: where this fails, the answer was lost on the way. */
  after: (call: keyof IssuingBackend) => unknown = () => undefined;
  readonly #answers = new Map<string, IssueOutcome | ImportOutcome>();

  constructor(...rows: readonly IssuedRow[]) {
    this.store.now = NOW;
    this.store.add(...rows);
  }

  /** The last call of its kind. */
  last(call: keyof IssuingBackend): Called | undefined {
    return this.calls.findLast((each) => each.call === call);
  }

  /** How often something was called. */
  count(call: keyof IssuingBackend): number {
    return this.calls.filter((each) => each.call === call).length;
  }

  listOrganizations(context?: CallContext): Promise<readonly IssuingOrganization[]> {
    return this.#run('listOrganizations', undefined, context, () => this.organizations);
  }

  listLicenses(organizationId: string, context?: CallContext): Promise<readonly PurchasedLicense[]> {
    return this.#run('listLicenses', organizationId, context, () =>
      this.licenses.map((each) => this.#view(each)),
    );
  }

  preview(request: Request<'preview'>, context?: CallContext): Promise<IssuePreview> {
    return this.#run('preview', request, context, () => this.#preview(request));
  }

  create(request: Request<'create'>, context?: KeyedContext): Promise<IssueOutcome> {
    return this.#run('create', request, context, () =>
      this.#once(context?.key, () => {
        const plan = this.#preview(request);
        assertConfirmed(plan.machineId, request.confirmation);
        if (plan.existing) return { offlineLicense: plan.existing, existing: true };
        if (plan.refusal) throw new LatchkeyError(plan.refusal.code, plan.refusal.detail, plan.refusal);
        return this.#create(request, plan, request.assignee);
      }),
    );
  }

  renew(request: Request<'renew'>, context?: KeyedContext): Promise<IssueOutcome> {
    return this.#run('renew', request, context, () =>
      this.#once(context?.key, () => {
        const row = this.#find(request.id);
        assertConfirmed(row.machineId, request.confirmation);
        const successor = this.store.all.find(({ predecessorId }) => predecessorId === row.id);
        if (successor) return { offlineLicense: this.store.view(successor), existing: true };
        if (NOW >= row.endsAt) throw problem('already-ended', { endedAt: row.endsAt });
        const from = row.endsAt - RENEWAL_DAYS * DAY;
        if (NOW < from) throw problem('not-renewable', { from });
        const { id: predecessorId, endsAt: startsAt } = row;
        return this.#issue({ ...row, predecessorId, startsAt, endsAt: startsAt + 60 * DAY });
      }),
    );
  }

  list(query: IssuedQuery, context?: CallContext): Promise<IssuedPage> {
    return this.#run('list', query, context, () => this.store.list(query));
  }

  download(request: Request<'download'>, context?: CallContext): Promise<FileContents> {
    return this.#run('download', request, context, () => {
      const rows = request.ids.map((id) => this.#find(id));
      const bytes = new TextEncoder().encode(rows.map((row) => this.file ?? fileTextOf(row)).join('\n'));
      const [only] = rows;
      return rows.length === 1 && only
        ? { name: only.fileName, type: 'text/plain', bytes }
        : { name: 'offline-licenses.zip', type: 'application/zip', bytes };
    });
  }

  importTable(request: Request<'importTable'>, context?: KeyedContext): Promise<ImportOutcome> {
    return this.#run('importTable', request, context, () =>
      this.#once(context?.key, () =>
        importTable(request, {
          preview: (row) => this.#preview(row),
          issue: (row, plan, assignee) => this.#create(row, plan, assignee),
        }),
      ),
    );
  }

  async #run<T>(
    call: keyof IssuingBackend,
    request: unknown,
    context: KeyedContext | undefined,
    work: () => T,
  ): Promise<T> {
    this.calls.push({ call, request, key: context?.key, signal: context?.signal });
    await this.before(call);
    const answer = work();
    await this.after(call);
    return answer;
  }

  /** The same key again gets the same answer, and nothing is done. */
  #once<T extends IssueOutcome | ImportOutcome>(key: string | undefined, work: () => T): T {
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known) return known as T;
    const answer = work();
    if (key !== undefined) this.#answers.set(key, answer);
    return answer;
  }

  #view({ quantity, ...terms }: PurchasedTerms): PurchasedLicense {
    const used = new Set(this.store.holding(terms.id).map(({ machineId }) => machineId)).size;
    return { ...terms, seats: { quantity, used, available: Math.max(0, quantity - used) } };
  }

  #preview({ organizationId, licenseId, machine }: Request<'preview'>): IssuePreview {
    const terms = this.licenses.find(({ id }) => id === licenseId);
    if (!terms) throw problem('not-found');
    const { seats, product, ineligible } = this.#view(terms);
    const { machineId, host, container } = readMachine(machine, product);
    const found = this.store.findExisting(organizationId, machineId);
    const existing = found && this.store.view(found);
    const warnings = [
      ...(existing ? [{ code: 'already-licensed', detail: 'It has one.' } as const] : []),
      ...(container ? [{ code: 'container', detail: 'It is a container.' } as const] : []),
      ...this.warnings,
    ];
    const common = { machineId, product, warnings, ...(host !== undefined && { host }) };
    const unchanged = { ...seats, after: seats.available };
    if (existing) return { ...common, seats: unchanged, existing };
    if (ineligible) {
      const at = ineligible.code === 'term-ahead' ? { startsAt: terms.startsAt } : { endedAt: terms.endsAt };
      return { ...common, seats: unchanged, refusal: { ...ineligible, details: at } };
    }
    if (seats.available < 1) {
      const nextFreeAt = Math.min(...this.store.holding(licenseId).map(({ endsAt }) => endsAt));
      const details = { quantity: seats.quantity, used: seats.used, nextFreeAt };
      return { ...common, seats: unchanged, refusal: { code: 'no-seats', detail: 'None is left.', details } };
    }
    const period = { nbf: NOW - 300, exp: Math.min(NOW + 60 * DAY, terms.endsAt) };
    return { ...common, seats: { ...seats, after: seats.available - 1 }, period };
  }

  #create(
    { organizationId, licenseId, machine }: Request<'preview'>,
    { machineId, product, period = { nbf: 0, exp: 0 } }: IssuePreview,
    assignee: string | undefined,
  ): IssueOutcome {
    return this.#issue({
      organizationId,
      licenseId,
      machineId,
      product,
      startsAt: period.nbf,
      endsAt: period.exp,
      deviceBound: 'activationRequest' in machine,
      ...(assignee !== undefined && { assignee }),
    });
  }

  #issue({
    organizationId,
    licenseId,
    product,
    machineId,
    assignee,
    startsAt,
    endsAt,
    deviceBound,
    predecessorId,
  }: Omit<IssuedRow, 'id' | 'seq' | 'fileName' | 'issuedAt' | 'assignee'> & {
    readonly assignee?: string;
  }): IssueOutcome {
    const seq = this.store.all.length + 1;
    const row: IssuedRow = {
      id: `0190163d-8694-739b-bea5-${seq.toString(16).padStart(12, '0')}`,
      organizationId,
      licenseId,
      product,
      machineId,
      fileName: licenseFileName({ aud: product, sub: machineId }),
      ...(assignee !== undefined && { assignee }),
      seq,
      issuedAt: NOW,
      startsAt,
      endsAt,
      deviceBound,
      ...(predecessorId !== undefined && { predecessorId }),
    };
    this.store.add(row);
    return { offlineLicense: this.store.view(row), existing: false };
  }

  #find(wanted: string): IssuedRow {
    const row = this.store.all.find(({ id }) => id === wanted);
    if (!row) throw problem('not-found');
    return row;
  }
}
