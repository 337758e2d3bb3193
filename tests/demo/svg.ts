const LINE = 20;
const PADDING = 20;
const CHARACTER = 8.4;

/** Draws lines of text as a terminal window, for the README: `npm run demo -- --svg docs/demo.svg`. */
export function drawTerminal(lines: readonly string[], command: string): string {
  const all = [`$ ${command}`, '', ...lines];
  const width = Math.ceil(Math.max(...all.map((line) => line.length), 60) * CHARACTER) + 2 * PADDING;
  const height = all.length * LINE + 2 * PADDING;
  const rows = all.map((line, i) => {
    const color = line.startsWith('✓') ? '#7ee2a8' : line.startsWith('✗') ? '#ff9a8a' : '#e8eaed';
    return `  <text x="${PADDING}" y="${PADDING + 14 + i * LINE}" fill="${color}" xml:space="preserve">${escape(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Output of ${command}">
  <rect width="100%" height="100%" rx="8" fill="#17191c"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${rows.join('\n')}
  </g>
</svg>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
