// The journey of one license on this machine: `npm run demo`. Every command line is run as it is shown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journey } from './journey.js';
import { drawTerminal } from './svg.js';

const { values } = await import('node:util').then(({ parseArgs }) =>
  parseArgs({ options: { svg: { type: 'string' } } }),
);
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-demo-'));
const journey = new Journey(folder);
try {
  const ok = await journey.run();
  if (values.svg !== undefined) writeFileSync(values.svg, drawTerminal(journey.summary, 'npm run demo'));
  process.exitCode = ok ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
