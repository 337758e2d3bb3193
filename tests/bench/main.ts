// `npm run bench`: what the engine is worth on this machine, against everything else that verifies signatures.
//   --quick        fewer and smaller rounds          --json FILE   all numbers
//   --host NAME    only such hosts, e.g. Firefox     --svg FILE    the plot
//   --section NAME only such stages                  --docs FILE   the tables, between the marks of that file
//   --check        exit 1 where a promise is not kept
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, type } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { readBuild } from './abi.js';
import { writeResults } from './docs.js';
import { holds, readGates } from './gates.js';
import { findHosts } from './hosts.js';
import { writeInput } from './input.js';
import { drawPlot } from './plot.js';
import type { HostReport, Report, Settings, Size } from './report.js';
import { findCore, runHost } from './run-host.js';
import { writeReport } from './text.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    host: { type: 'string', multiple: true },
    section: { type: 'string', multiple: true },
    json: { type: 'string' },
    svg: { type: 'string' },
    docs: { type: 'string' },
  },
});

const FULL = { rounds: 11, warmUp: 2000, slice: 8192, sizes: [1, 8, 64, 256, 1024, 8192, 65536] };
const QUICK = { rounds: 5, warmUp: 500, slice: 2048, sizes: [1, 8, 64, 256, 1024, 8192] };

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
try {
  const report = await run({ ...(values.quick ? QUICK : FULL), input: path.join(folder, 'tokens') });
  const text = writeReport(report);
  console.log(text);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (values.docs !== undefined) writeResults(values.docs, text);
  const plot = drawPlot(report);
  if (values.svg !== undefined && plot !== undefined) writeFileSync(values.svg, plot);
  const missed = readGates(report).filter((gate) => !holds(gate));
  if (values.check) {
    for (const { title } of missed) console.error(`not kept: ${title}`);
    process.exitCode = missed.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(settings: Settings): Promise<Report> {
  const load = loadavg()[0] ?? 0;
  const count = Math.max(...settings.sizes);
  const size = writeInput(settings.input, count);
  const core = findCore();
  const found = findHosts();
  const hosts: HostReport[] = [];
  for (const host of found.hosts) {
    const sections = host.sections.filter((section) => values.section?.includes(section) ?? true);
    const isChosen = values.host?.includes(host.name) ?? true;
    if (isChosen && sections.length > 0) hosts.push(await runHost(host, sections, settings, core));
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    command: ['npm run bench', ...(values.quick ? ['-- --quick'] : [])].join(' '),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
      cores: cpus().length,
      os: `${type()} ${release()}`,
      pinnedTo: core,
      load,
    },
    quick: values.quick,
    rounds: settings.rounds,
    tokens: { count, ...size },
    hosts,
    missing: found.missing,
    sizes: await readSizes(),
  };
}

async function readSizes(): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const build of ['fma', 'plain'] as const) {
    const bytes = await readBuild(build);
    sizes.push({ build, bytes: bytes.length, brotli: brotliCompressSync(bytes).length });
  }
  return sizes;
}
