import { REFERENCE, type HostReport, type Report, type Row } from './report.js';

const WIDTH = 860;
const HEIGHT = 480;
const LEFT = 60;
const RIGHT = 220;
const TOP = 56;
const BOTTOM = 56;
const TICKS = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32];
const COLORS = [
  '#0b6bcb',
  '#c4580f',
  '#2b7d3b',
  '#7d4cb3',
  '#8a6d00',
  '#b3261e',
  '#546e7a',
  '#00796b',
  '#5d4037',
];

/** Speed over batch size, both on logarithmic scales, as SVG. */
export function drawPlot(report: Report): string | undefined {
  const host = report.hosts.find(({ name }) => name === 'Node 24') ?? report.hosts[0];
  const lines = host && toLines(host);
  if (!host || !lines || lines.length === 0) return undefined;
  const sizes = lines.flatMap(({ rows }) => rows.map(({ n }) => n));
  const largest = Math.max(...sizes, 2);
  const x = (n: number) => LEFT + (Math.log2(n) / Math.log2(largest)) * (WIDTH - LEFT - RIGHT);
  const y = (ratio: number) => TOP + ((5 - Math.log2(ratio)) / 10) * (HEIGHT - TOP - BOTTOM);
  const places = spreadOut(lines.map(({ rows }) => y((rows.at(-1) as Row).ratio.median)));
  const title = `Verified signatures per second, as a multiple of ${REFERENCE}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
  <rect width="100%" height="100%" fill="#ffffff"/>
  <g font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13" fill="#333333">
    <text x="${LEFT}" y="24" font-size="16">${title}</text>
    <text x="${LEFT}" y="43">${escape(`${host.name}, ${report.machine.cpu}, one core; bars from the least to the greatest of ${report.rounds} rounds`)}</text>
${TICKS.map((tick) => grid(tick, y(tick))).join('\n')}
${[...new Set(sizes)].map((n) => `    <text x="${x(n).toFixed(1)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${n.toLocaleString('en')}</text>`).join('\n')}
    <text x="${x(Math.sqrt(largest)).toFixed(1)}" y="${HEIGHT - 14}" text-anchor="middle">signatures of one batch</text>
${lines.map((line, i) => drawLine(line, { x, y, color: COLORS[i % COLORS.length] as string, label: places[i] as number })).join('\n')}
  </g>
</svg>
`;
}

interface Line {
  readonly name: string;
  /** One row for each batch size; the same one at both ends where size makes no difference. */
  readonly rows: readonly Row[];
}

function toLines({ sections }: HostReport): Line[] {
  const all = sections.signatures?.rows.filter(({ contender }) => !/filled|control/.test(contender)) ?? [];
  const largest = Math.max(...all.map(({ n }) => n));
  return [...new Set(all.map(({ contender }) => contender))].map((name) => {
    const rows = all.filter(({ contender }) => contender === name);
    const [first] = rows;
    return { name, rows: rows.length > 1 || !first ? rows : [first, { ...first, n: largest }] };
  });
}

/** Labels at least 16 apart, as near to their lines as that allows. */
function spreadOut(wanted: readonly number[]): number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] as number) - (wanted[b] as number));
  const places = [...wanted];
  let above = -Infinity;
  for (const i of order) {
    above = Math.max(places[i] as number, above + 16);
    places[i] = above;
  }
  return places;
}

function grid(tick: number, y: number): string {
  const label = tick < 1 ? `1/${1 / tick}` : String(tick);
  return `    <line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${tick === 1 ? '#777777' : '#e3e3e3'}"/>
    <text x="${LEFT - 8}" y="${(y + 4).toFixed(1)}" text-anchor="end">${label}</text>`;
}

interface Scale {
  x(n: number): number;
  y(ratio: number): number;
  readonly color: string;
  readonly label: number;
}

function drawLine({ name, rows }: Line, { x, y, color, label }: Scale): string {
  const last = rows.at(-1) as Row;
  const points = rows.map(({ n, ratio }) => `${x(n).toFixed(1)},${y(ratio.median).toFixed(1)}`);
  const bars = rows.map(
    ({ n, ratio }) => `M${x(n).toFixed(1)} ${y(ratio.min).toFixed(1)}V${y(ratio.max).toFixed(1)}`,
  );
  return `    <path d="M${points.join('L')}" fill="none" stroke="${color}" stroke-width="2"/>
    <path d="${bars.join('')}" stroke="${color}" stroke-width="4" stroke-opacity="0.35"/>
    <text x="${WIDTH - RIGHT + 12}" y="${(label + 4).toFixed(1)}" fill="${color}">${escape(`${name}: ${last.ratio.median.toPrecision(3)}`)}</text>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
