import { LatchkeyError, type Period, type ProblemDetails, type Problem } from '@latchkey/core';
import type { Actor } from '../actor.js';
import type { Ledger } from '../ledger.js';
import { viewSeats, type Seats } from '../seats.js';
import type { MachineInput } from './machine.js';
import { planFirst, readSituation } from './plan.js';
import { viewOf, type OfflineLicense } from './view.js';
import { findWarnings, type Warning } from './warnings.js';

export interface PreviewRequest {
  readonly organizationId: string;
  readonly licenseId: string;
  readonly machine: MachineInput;
}

/** What *Create* would do, so that people see it before they confirm what cannot be undone. */
export interface Preview {
  readonly machineId: string;
  readonly product: string;
  /** What the activation request says the machine is called. */
  readonly host?: string;
  readonly seats: Seats & {
    /** Available ones afterwards. */
    readonly after: number;
  };
  /** When it would start and end; missing where nothing would be issued. */
  readonly period?: Period;
  /** Why it would be refused. */
  readonly refusal?: { readonly code: Problem; readonly detail: string; readonly details: ProblemDetails };
  /** What would be returned, since the machine has it already. */
  readonly existing?: OfflineLicense;
  readonly warnings: readonly Warning[];
}

/**
 * Tells what *Create* would do. Spends nothing, and looks at nothing of other organizations.
 *
 * @throws LatchkeyError `not-found`, `forbidden`, `machine-id-invalid`, `wrong-product`, `activation-request-invalid`
 */
export async function previewOfflineLicense(
  ledger: Ledger,
  actor: Actor,
  { organizationId, licenseId, machine: input }: PreviewRequest,
): Promise<Preview> {
  const { db } = ledger;
  const now = ledger.now();
  const situation = await readSituation(db, actor, organizationId, licenseId, input, now);
  const { license, machine, existing } = situation;
  const seats = viewSeats(situation.seats);
  const common = {
    machineId: machine.machineId,
    product: license.product,
    ...(machine.host !== undefined && { host: machine.host }),
    warnings: await findWarnings(db, organizationId, situation, now),
  };
  const unchanged = { ...seats, after: seats.available };
  if (existing) return { ...common, seats: unchanged, existing: viewOf(existing, now) };
  try {
    const { period } = await planFirst(db, situation, now);
    return { ...common, seats: { ...seats, after: seats.available - 1 }, period };
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    const refusal = { code: error.code as Problem, detail: error.message, details: error.details };
    return { ...common, seats: unchanged, refusal };
  }
}
