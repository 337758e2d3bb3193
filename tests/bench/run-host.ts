import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { benchCold, type Start } from './cold.js';
import type { Host } from './hosts.js';
import {
  BROWSER_REFERENCE,
  type HostReport,
  type Section,
  type SectionResult,
  type Settings,
} from './report.js';
import { ratio } from './table.js';

/** Keeps a process and all that it starts on one core; Linux only. */
const PIN = 'taskset';

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
  let version = '';
  const work = <T>(section: Section, { prefix = pin, more = [] as readonly string[] } = {}): T => {
    const [program, ...args] = [...prefix, ...command, section, JSON.stringify(settings), ...more];
    const { status, stdout, error } = spawnSync(program as string, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw error ?? new Error(`${name} failed at ${section}; what it said stands above.`);
    const answer = JSON.parse(stdout) as { version: string; result: T };
    ({ version } = answer);
    return answer.result;
  };
  const stages: Partial<Record<Section, () => SectionResult | Promise<SectionResult>>> = {
    cold: () =>
      benchCold(settings.rounds, async (window) =>
        work<Start>('cold', { more: window === undefined ? [] : [String(window)] }),
      ),
    browser: () => {
      const pinned = work<SectionResult>('browser');
      return core === undefined ? pinned : noteFree(pinned, work('browser', { prefix: [] }));
    },
  };
  const results: Partial<Record<Section, SectionResult>> = {};
  for (const section of sections) {
    process.stderr.write(`${name}: ${section}\n`);
    results[section] = (await stages[section]?.()) ?? work<SectionResult>(section);
  }
  return { name, version, sections: results };
}

/** Adds what was found where a browser might use all cores: WebCrypto has threads of its own there. */
function noteFree(pinned: SectionResult, free: SectionResult): SectionResult {
  const largest = free.rows.findLast(({ contender }) => contender === 'verify');
  if (!largest) return pinned;
  const {
    n,
    ratio: { median, min, max },
  } = largest;
  const note = `Not pinned, on all ${cpus().length} cores, verify of ${n.toLocaleString('en')} is ${ratio(median)} (${ratio(min)}–${ratio(max)}) times ${BROWSER_REFERENCE}.`;
  return { rows: pinned.rows, notes: [...pinned.notes, note] };
}
