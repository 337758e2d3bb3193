import { LatchkeyError } from '@latchkey/core';
import type { KeySet } from '@latchkey/crypto';
import { authorizeOperator, type Actor } from '../actor.js';
import type { Ledger } from '../ledger.js';
import { readLicenseFile, type IssuedLicense } from './read-license-file.js';
import { reconcileOrganization, type OrganizationReport } from './reconcile-organization.js';
import type { Restoration } from './restore-licenses.js';

export interface ReconcileRequest {
  /** Texts of license files that were issued after the backup was made; older ones do no harm. */
  readonly files: readonly string[];
  /** The issuer keys that ever signed for this ledger. */
  readonly keys: KeySet;
  /** Gives up what is still missing, and keeps its seats until it must have ended. */
  readonly writeOff?: boolean;
}

export interface ReconcileReport {
  /** What became of each file, in the order given. */
  readonly files: readonly Restoration[];
  /** Those that were behind, or that files belong to. By ID. */
  readonly organizations: readonly OrganizationReport[];
  /** Organizations of the checkpoint that are younger than the backup: create them again, with these IDs. */
  readonly absent: readonly string[];
}

/**
 * Makes a ledger that was restored from an old backup right again: takes in the license files that were issued since, and
 * writes off the rest if asked to. Doing so again changes nothing.
 *
 * The audit log goes on after the last entry that the checkpoint knows, and tells which entries are lost.
 *
 * @throws LatchkeyError `forbidden`; `request-invalid` for a ledger without checkpoints, since nothing says how far it had
 *   come; `unavailable`
 */
export async function reconcile(
  ledger: Ledger,
  actor: Actor,
  { files, keys, writeOff = false }: ReconcileRequest,
): Promise<ReconcileReport> {
  await authorizeOperator(ledger.db, actor);
  const { checkpoints } = ledger;
  if (!checkpoints) {
    throw new LatchkeyError(
      'request-invalid',
      'No checkpoint is kept of this ledger, so nothing says how far it had come. Name the file of its checkpoints.',
    );
  }
  const kept = await checkpoints.read();
  const present = await listIds(ledger);
  const read = files.map((text) => readFile(ledger, keys, text, present));
  const groups = groupByOrganization(read.filter((one) => 'claims' in one));
  const marked = Object.keys(kept?.organizations ?? {});
  const all = new Set([...groups.keys(), ...marked.filter((id) => present.has(id))]);
  const restorations = new Map<IssuedLicense, Restoration>();
  const organizations: OrganizationReport[] = [];
  for (const id of [...all].toSorted()) {
    const licenses = groups.get(id) ?? [];
    const result = await reconcileOrganization(
      { ...ledger, checkpoints },
      actor,
      kept,
      id,
      licenses,
      writeOff,
    );
    for (const [license, restoration] of result.restorations) restorations.set(license, restoration);
    if (result.wasBehind || licenses.length > 0) organizations.push(result.report);
  }
  return {
    files: read.map((one) => ('claims' in one ? (restorations.get(one) as Restoration) : one)),
    organizations,
    absent: marked.filter((id) => !present.has(id)),
  };
}

function readFile(
  ledger: Ledger,
  keys: KeySet,
  text: string,
  present: ReadonlySet<string>,
): IssuedLicense | Restoration {
  const read = readLicenseFile(ledger, keys, text);
  if (typeof read === 'string') return { outcome: 'foreign', detail: read };
  const { org, seq } = read.claims;
  if (present.has(org.id)) return read;
  const detail = `This ledger has no organization ${org.id}; if it is younger than the backup, create it again with this ID.`;
  return { outcome: 'foreign', detail, organizationId: org.id, seq };
}

function groupByOrganization(licenses: readonly IssuedLicense[]): Map<string, IssuedLicense[]> {
  const groups = new Map<string, IssuedLicense[]>();
  for (const license of licenses) {
    const group = groups.get(license.claims.org.id);
    if (group) group.push(license);
    else groups.set(license.claims.org.id, [license]);
  }
  return groups;
}

async function listIds({ db }: Ledger): Promise<Set<string>> {
  const rows = await db.selectFrom('organization').select('id').execute();
  return new Set(rows.map(({ id }) => id));
}
