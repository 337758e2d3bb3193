import { holds, readGates, type Gate } from './gates.js';
import { REFERENCE, type HostReport, type Report, type Row, type Section } from './report.js';
import { drawTable, duration, ratio } from './table.js';

const TITLES: Record<Section, string> = {
  signatures: 'Signatures',
  bad: 'Bad signatures',
  tokens: 'License tokens',
  hashing: 'Hashing',
  cold: 'Cold start, 1,024 verdicts',
  browser: 'Signatures',
};

/** The report in Markdown, from third-level headings on. */
export function writeReport(report: Report): string {
  return [
    writeConditions(report),
    '### What is promised',
    drawTable(['', 'limit', 'measured', 'holds'], readGates(report).map(writeGate)),
    ...report.hosts.flatMap(writeHost),
  ].join('\n\n');
}

function writeConditions({ date, command, machine, quick, rounds, tokens, hosts, missing }: Report): string {
  const pinned =
    machine.pinnedTo === undefined ? 'not pinned to a core' : `pinned to core ${machine.pinnedTo}`;
  return [
    `- ${date}, \`${command}\`${quick ? ': **a quick run**, good for a first look only' : ''}`,
    `- ${machine.cpu}, ${machine.cores} cores, ${machine.os}, ${pinned}, load ${machine.load.toFixed(2)} before the start`,
    ...(hosts.length > 0 ? [`- ${hosts.map(({ name, version }) => `${name}: ${version}`).join('; ')}`] : []),
    `- ${rounds} rounds; ${tokens.count.toLocaleString('en')} licenses of ${tokens.characters} characters, ${tokens.signedBytes} bytes of them signed`,
    ...missing.map((why) => `- left out: ${why}`),
  ].join('\n');
}

function writeGate(gate: Gate): string[] {
  const { title, measured, limit, bound } = gate;
  const write = (x: number) => (bound === 'most' ? x.toLocaleString('en') : ratio(x));
  const value = measured === undefined ? 'not measured' : write(measured);
  return [title, `${bound === 'most' ? '≤' : '≥'} ${write(limit)}`, value, holds(gate) ? 'yes' : '**no**'];
}

function writeHost({ name, sections }: HostReport): string[] {
  return (Object.keys(TITLES) as Section[]).flatMap((section) => {
    const result = sections[section];
    if (!result) return [];
    const batches = section === 'signatures' ? result.rows.filter(isBatch) : [];
    const others = result.rows.filter((row) => !batches.includes(row));
    return [
      `### ${name}: ${TITLES[section]}`,
      ...(batches.length > 0 ? [writeBatches(batches)] : []),
      ...(others.length > 0 ? [writeRows(others)] : []),
      ...(result.notes.length > 0 ? [result.notes.map((note) => `- ${note}`).join('\n')] : []),
    ];
  });
}

function isBatch({ contender }: Row): boolean {
  return /^(fma|plain), w = \d+$/.test(contender);
}

const COUNT = (n: number) => n.toLocaleString('en');

/** A contender a line and a batch size a column. */
function writeBatches(rows: readonly Row[]): string {
  const sizes = [...new Set(rows.map(({ n }) => n))].toSorted((a, b) => a - b);
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const cell = (contender: string, n: number) => {
    const row = rows.find((each) => each.contender === contender && each.n === n);
    if (!row) return '';
    return `${ratio(row.ratio.median)} (${ratio(row.ratio.min)}–${ratio(row.ratio.max)})`;
  };
  return drawTable(
    [`times ${REFERENCE}`, ...sizes.map((n) => `n = ${COUNT(n)}`)],
    contenders.map((contender) => [contender, ...sizes.map((n) => cell(contender, n))]),
  );
}

function writeRows(rows: readonly Row[]): string {
  return drawTable(
    ['', 'n', 'each', 'median', 'least', 'greatest', 'times'],
    rows.map(({ contender, n, ns, ratio: { median, min, max }, against }) => [
      contender,
      COUNT(n),
      duration(ns),
      ...[median, min, max].map(ratio),
      against,
    ]),
  );
}
