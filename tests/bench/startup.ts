// What one verification from the command line costs, as a multiple of a Node process that does nothing.
// Both are run in turn, so that whatever else the machine does falls on both. `npm run bench:startup`
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { LATCHKEY } from '../support/cli.js';

const ROUNDS = 21;
const LIMIT = 3;

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-startup-'));
try {
  const license = issue();
  const times = { nothing: [] as number[], verify: [] as number[] };
  for (let round = -2; round < ROUNDS; round++) {
    const nothing = time('-e', '');
    const verify = time(LATCHKEY, 'verify', '--keys', 'keys.json', '--product', 'KSE', license);
    // The first two rounds warm the file cache.
    if (round >= 0) {
      times.nothing.push(nothing);
      times.verify.push(verify);
    }
  }
  const ratios = times.verify.map((verify, i) => verify / (times.nothing[i] as number));
  const ratio = median(ratios);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${ROUNDS} rounds`);
  console.log(`node -e ""       ${median(times.nothing).toFixed(0)} ms`);
  console.log(`latchkey verify  ${median(times.verify).toFixed(0)} ms`);
  console.log(
    `ratio            ${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), at most ${LIMIT}`,
  );
  process.exitCode = ratio <= LIMIT ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function issue(): string {
  const latchkey = (...args: string[]) =>
    execFileSync(process.execPath, [LATCHKEY, ...args], { cwd: folder, encoding: 'utf8' });
  latchkey('keys', 'new', '--out', 'issuer.key.json');
  writeFileSync(path.join(folder, 'keys.json'), latchkey('keys', 'public', 'issuer.key.json'));
  const env = { ...process.env, LATCHKEY_HOME: path.join(folder, 'home') };
  const machine = execFileSync(
    process.execPath,
    [LATCHKEY, 'machine-id', '--product', 'KSE', '--identity', 'device'],
    { env, encoding: 'utf8' },
  ).trim();
  latchkey(
    'issue',
    '--key',
    'issuer.key.json',
    '--product',
    'KSE',
    '--machine',
    machine,
    '--org',
    'a',
    '--org-name',
    'A',
    '--license',
    'L',
  );
  return `KSE_${machine}.lic`;
}

function time(...args: string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
