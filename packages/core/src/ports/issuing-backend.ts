import type { Problem, ProblemDetails } from '../problem.js';

/** What every call of a back end may be given. */
export interface CallContext {
  /** Ends the call; it then fails with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/** An organization in which the person may issue. */
export interface IssuingOrganization {
  readonly id: string;
  readonly name: string;
}

/** Seats of a purchased license now. */
export interface SeatCounts {
  readonly quantity: number;
  readonly used: number;
  readonly available: number;
}

/** A license that an organization has purchased. Times are seconds since 1970, UTC. */
export interface PurchasedLicense {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly type: 'node-locked' | 'floating';
  readonly billing: 'monthly' | 'yearly';
  readonly seats: SeatCounts;
  readonly startsAt: number;
  /** The first second after the paid term. */
  readonly endsAt: number;
  readonly features: readonly string[];
  /** Why it cannot be taken offline now, seats aside; missing where it can. */
  readonly ineligible?: { readonly code: Problem; readonly detail: string };
}

export type OfflineLicenseState = 'scheduled' | 'in-force' | 'expired';

/** A license that was issued for one machine. */
export interface IssuedLicense {
  readonly id: string;
  readonly licenseId: string;
  readonly product: string;
  readonly machineId: string;
  /** `KSE_<machineID>.lic` */
  readonly fileName: string;
  readonly assignee?: string;
  readonly seq: number;
  readonly issuedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: OfflineLicenseState;
  readonly deviceBound: boolean;
  /** The license that this one takes over from. */
  readonly predecessorId?: string;
}

/** A machine by its ID as somebody typed it, or by the activation request that it made. */
export type MachineReference = { readonly machineId: string } | { readonly activationRequest: string };

/** A reason to look again before confirming. */
export type IssueWarning = 'already-licensed' | 'known-bad-machine-id' | 'device-key-elsewhere' | 'container';

/** What *Create* would do. */
export interface IssuePreview {
  readonly machineId: string;
  readonly product: string;
  /** What the activation request calls the machine. */
  readonly host?: string;
  readonly seats: SeatCounts & { readonly after: number };
  /** When it would start and end; missing where nothing would be issued. */
  readonly period?: { readonly nbf: number; readonly exp: number };
  /** Why it would be refused. */
  readonly refusal?: { readonly code: Problem; readonly detail: string; readonly details: ProblemDetails };
  /** What would be returned, since the machine has it already. */
  readonly existing?: IssuedLicense;
  readonly warnings: readonly { readonly code: IssueWarning; readonly detail: string }[];
}

export interface IssueOutcome {
  readonly offlineLicense: IssuedLicense;
  /** True where the machine had one already: nothing was issued, no seat was spent. */
  readonly existing: boolean;
}

/** Which offline licenses, in which order. */
export interface IssuedQuery {
  readonly organizationId: string;
  readonly state?: OfflineLicenseState;
  readonly licenseId?: string;
  /** Part of a machine ID in any spelling, or of a name. */
  readonly search?: string;
  /** `issued` as it is. */
  readonly sort?: 'issued' | 'ends' | 'machine';
  /** Largest or latest first, as it is. */
  readonly ascending?: boolean;
  readonly limit?: number;
  /** What `next` of the page before said. */
  readonly cursor?: string;
}

export interface IssuedPage {
  readonly offlineLicenses: readonly IssuedLicense[];
  readonly next?: string;
}

/** What becomes of one row of a table of machines. */
export interface ImportVerdict {
  readonly line: number;
  readonly outcome: 'create' | 'created' | 'existing' | 'refused';
  readonly machineId?: string;
  readonly id?: string;
  readonly problem?: { readonly code: Problem; readonly detail: string };
}

export interface ImportOutcome {
  readonly rows: readonly ImportVerdict[];
  readonly create: number;
  readonly existing: number;
  readonly refused: number;
  /** False for a dry run. */
  readonly issued: boolean;
}

/** A file to save. */
export interface FileContents {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Where licenses are issued, as the license issuer sees it. Refusals are `LatchkeyError`s with a code of
 * `PROBLEM_STATUS` and its details. After `unavailable`, `internal` or any other error it is not known whether
 * something was done: repeat the call with the same key.
 */
export interface IssuingBackend {
  listOrganizations(context?: CallContext): Promise<readonly IssuingOrganization[]>;
  /** By product and name. */
  listLicenses(organizationId: string, context?: CallContext): Promise<readonly PurchasedLicense[]>;
  /** Spends nothing. */
  preview(
    request: {
      readonly organizationId: string;
      readonly licenseId: string;
      readonly machine: MachineReference;
    },
    context?: CallContext,
  ): Promise<IssuePreview>;
  /**
   * Spends a seat; it cannot be undone.
   *
   * @param context `key`: one for each intention of a person, so that a repeated call issues nothing twice
   */
  create(
    request: {
      readonly organizationId: string;
      readonly licenseId: string;
      readonly machine: MachineReference;
      readonly assignee?: string;
      /** The last four characters of the machine ID. */
      readonly confirmation: string;
    },
    context?: CallContext & { readonly key?: string },
  ): Promise<IssueOutcome>;
  renew(
    request: { readonly organizationId: string; readonly id: string; readonly confirmation: string },
    context?: CallContext & { readonly key?: string },
  ): Promise<IssueOutcome>;
  list(query: IssuedQuery, context?: CallContext): Promise<IssuedPage>;
  /** One license file, or a zip of several. */
  download(
    request: { readonly organizationId: string; readonly ids: readonly string[] },
    context?: CallContext,
  ): Promise<FileContents>;
  /** Without a confirmation nothing is issued: that is the dry run. */
  importTable(
    request: {
      readonly organizationId: string;
      readonly licenseId?: string;
      readonly csv: string;
      /** How many licenses the dry run said it would create. */
      readonly confirmation?: number;
    },
    context?: CallContext & { readonly key?: string },
  ): Promise<ImportOutcome>;
}
