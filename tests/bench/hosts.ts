import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { benchCold, type Start } from './cold.js';
import type { HostReport, Section, SectionResult, Settings } from './report.js';

const WORKER = path.join(import.meta.dirname, 'worker.js');
/** Not among the packages of the workspace: they would put a `node` of theirs into the PATH of every npm script. */
const INSTALLED = path.resolve(import.meta.dirname, '../../bench/hosts/node_modules');

/** Keeps a process on one core; Linux only. */
const PIN = 'taskset';

/** A JavaScript engine to measure on. */
export interface Host {
  readonly name: string;
  /** The program and its flags. */
  readonly command: readonly string[];
}

/** Node as it runs now, once more with relaxed SIMD where that is behind a flag, and those that are installed. */
export function findHosts(): { hosts: Host[]; missing: string[] } {
  const missing: string[] = [];
  const current = Number.parseInt(process.versions.node, 10);
  const hosts: Host[] = [{ name: `Node ${current}`, command: [process.execPath] }];
  if (current === 20) {
    const command = [process.execPath, '--experimental-wasm-relaxed-simd'];
    hosts.push({ name: 'Node 20, relaxed SIMD', command });
  } else missing.push('Node 20, with and without relaxed SIMD: run the benchmark with Node 20.');
  for (const version of [24, 26]) {
    const binary = path.join(INSTALLED, `node${version}/bin/node`);
    if (version === current) continue;
    if (existsSync(binary)) hosts.push({ name: `Node ${version}`, command: [binary] });
    else missing.push(`Node ${version}: not installed, see npm run bench:hosts.`);
  }
  return { hosts, missing };
}

/** A core to stay on: the last, since systems prefer the first for their own work. */
export function findCore(): number | undefined {
  const works = (core: number) => spawnSync(PIN, ['-c', String(core), 'true']).status === 0;
  return [cpus().length - 1, 0].find(works);
}

/** Runs stages on a host, one process after another. */
export async function runHost(
  { name, command }: Host,
  sections: readonly Section[],
  settings: Settings,
  core: number | undefined,
): Promise<HostReport> {
  const pin = core === undefined ? [] : [PIN, '-c', String(core)];
  let versions = { node: '', v8: '', openssl: '' };
  const work = <T>(section: Section, ...more: string[]): T => {
    const [program, ...args] = [
      ...pin,
      ...command,
      '--no-warnings',
      WORKER,
      section,
      JSON.stringify(settings),
      ...more,
    ];
    const out = execFileSync(program as string, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const answer = JSON.parse(out) as { versions: typeof versions; result: T };
    const { node, v8, openssl } = answer.versions;
    versions = { node, v8, openssl };
    return answer.result;
  };
  const results: Partial<Record<Section, SectionResult>> = {};
  for (const section of sections) {
    process.stderr.write(`${name}: ${section}\n`);
    const start = async (window?: number) =>
      work<Start>('cold', ...(window === undefined ? [] : [String(window)]));
    results[section] =
      section === 'cold' ? await benchCold(settings.rounds, start) : work<SectionResult>(section);
  }
  return { name, versions, sections: results };
}
