/** A table in Markdown, aligned as prettier does it, which reads as well in a terminal. The first column is text. */
export function drawTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** A ratio: two digits below 10, three above, and never none before the point. */
export function ratio(x: number): string {
  if (x >= 10) return x.toFixed(1);
  return x.toFixed(x < 0.9995 ? 3 : 2);
}

/** A time in the unit that suits it. */
export function duration(ns: number): string {
  if (ns < 1000) return `${ns.toFixed(0)} ns`;
  if (ns < 1e6) return `${(ns / 1000).toFixed(ns < 1e5 ? 2 : 0)} µs`;
  return `${(ns / 1e6).toFixed(1)} ms`;
}
