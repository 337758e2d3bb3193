import {
  LatchkeyError,
  type ImportOutcome,
  type ImportVerdict,
  type IssueOutcome,
  type IssuePreview,
  type IssuingBackend,
  type Problem,
} from '@latchkey/core';
import { problem } from './issuing-rules.js';

type PreviewRequest = Parameters<IssuingBackend['preview']>[0];
type ImportRequest = Parameters<IssuingBackend['importTable']>[0];

/** What an import does with a row. */
interface Steps {
  preview(request: PreviewRequest): IssuePreview;
  issue(request: PreviewRequest, plan: IssuePreview, assignee: string | undefined): IssueOutcome;
}

/** Imports a table of machines, as simply as tests need it: commas, and no quotes. */
export function importTable(
  { organizationId, licenseId: preset, csv, confirmation }: ImportRequest,
  steps: Steps,
): ImportOutcome {
  const issued = confirmation !== undefined;
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  if (!names.includes('machine_id')) throw problem('request-invalid', { fields: ['csv'] });
  const rows = lines.map((line, i): ImportVerdict => {
    const cells = line.split(',').map((cell) => cell.trim());
    const cell = (name: string) => cells[names.indexOf(name)] || undefined;
    const licenseId = cell('license') ?? preset ?? '';
    const request = { organizationId, licenseId, machine: { machineId: cell('machine_id') ?? '' } };
    return { line: i + 2, ...judgeRow(request, cell('assignee'), issued, steps) };
  });
  const tally = (...outcomes: readonly ImportVerdict['outcome'][]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const counts = { existing: tally('existing'), refused: tally('refused') };
  return { rows, create: tally('create', 'created'), ...counts, issued };
}

function judgeRow(
  request: PreviewRequest,
  assignee: string | undefined,
  isForReal: boolean,
  { preview, issue }: Steps,
): Omit<ImportVerdict, 'line'> {
  try {
    const plan = preview(request);
    const { machineId, existing, refusal } = plan;
    if (existing) return { outcome: 'existing', machineId, id: existing.id };
    if (refusal) return { outcome: 'refused', machineId, problem: refusal };
    if (!isForReal) return { outcome: 'create', machineId };
    return { outcome: 'created', machineId, id: issue(request, plan, assignee).offlineLicense.id };
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    return { outcome: 'refused', problem: { code: error.code as Problem, detail: error.message } };
  }
}
