import { printable, REASON_TEXT, type Question, type Verdict } from '@latchkey/core';
import { columns, count, paint, when } from './output.js';

/** What became of one file: a verdict, or an error that kept it from being read. */
export type Result =
  | { readonly file: string; readonly verdict: Verdict }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

/** One result as an object for NDJSON. Members are always there; `null` where there is nothing to say. */
export function toLine(result: Result, question: Question): Record<string, unknown> {
  const verdict = 'verdict' in result ? result.verdict : undefined;
  const license = verdict?.license;
  const { product, machineId, now, clock, possession } = verdict?.checked ?? {
    ...question,
    clock: false,
    possession: false,
  };
  return {
    file: result.file,
    ok: verdict?.ok ?? false,
    reason: verdict && !verdict.ok ? verdict.reason : null,
    detail: verdict && !verdict.ok ? verdict.detail : null,
    jti: license?.jti ?? null,
    sub: license?.sub ?? null,
    aud: license?.aud ?? null,
    org: license?.org ?? null,
    lic: license?.lic ?? null,
    nbf: license?.nbf ?? null,
    exp: license?.exp ?? null,
    features: license?.features ?? [],
    checked: { product, machine: machineId, now, clock, possession },
    error: 'error' in result ? result.error : null,
  };
}

/** Results as a table for people, with what to do below each file that is not in force. */
export function toTable(results: readonly Result[]): string[] {
  const rows = columns([['RESULT', 'FILE', 'MACHINE', 'ENDS', 'ORGANIZATION'], ...results.map(toRow)]);
  const [head = '', ...lines] = rows;
  const refused = results.filter((result) => 'error' in result || !result.verdict.ok).length;
  return [
    paint('bold', head),
    ...lines.flatMap((line, i) => withAdvice(line, results[i] as Result)),
    `${count(results.length, 'file')}: ${results.length - refused} in force, ${refused} not`,
  ];
}

/** What happened and what to do, for a verdict that is refused. */
export function advice(verdict: Verdict & { ok: false }): string {
  const { says, next } = REASON_TEXT[verdict.reason];
  return `${says} ${next} (${verdict.detail})`;
}

function toRow(result: Result): string[] {
  const file = printable(result.file);
  if ('error' in result) return ['not read', file, '', '', ''];
  const { license } = result.verdict;
  const state = result.verdict.ok ? 'in force' : result.verdict.reason;
  if (!license) return [state, file, '', '', ''];
  return [state, file, license.sub, when(license.exp), printable(license.org.name)];
}

function withAdvice(line: string, result: Result): string[] {
  if ('error' in result) return [paint('red', line), `  ${printable(result.error.message)}`];
  if (result.verdict.ok) return [paint('green', line)];
  return [paint('red', line), `  ${advice(result.verdict)}`];
}
