import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { latchkey, type Outcome, type RunOptions } from '../support/cli.js';

/** A scratch folder with an issuer key, its key set and a home folder: where command line tests work. */
export class Workshop {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'latchkey-cli-'));
  readonly machineId: string;

  constructor() {
    this.expect(0, 'keys', 'new', '--out', 'issuer.key.json');
    this.write('keys.json', this.expect(0, 'keys', 'public', 'issuer.key.json').stdout);
    this.machineId = this.expect(0, 'machine-id', '--product', 'KSE', '--identity', 'device').stdout.trim();
  }

  /** Runs the command in the folder. */
  run(args: readonly string[], options: RunOptions = {}): Outcome {
    const env = { LATCHKEY_HOME: path.join(this.folder, 'home'), ...options.env };
    return latchkey(args, { ...options, cwd: this.folder, env });
  }

  /** Runs the command and insists on its exit code. */
  expect(status: number, ...args: string[]): Outcome {
    const outcome = this.run(args);
    if (outcome.status === status) return outcome;
    throw new Error(`latchkey ${args.join(' ')}: exit ${outcome.status}\n${outcome.stdout}${outcome.stderr}`);
  }

  /** Arguments that issue a license for this machine, but for the machine itself. */
  readonly issue = [
    ...'issue --key issuer.key.json --product KSE --org acme --license LIC-1 --org-name'.split(' '),
    'Acme Inc.',
  ];

  /** Issues a license and returns the name of its file. */
  license(...more: string[]): string {
    const machine =
      more.includes('--machine') || more.includes('--request') ? [] : ['--machine', this.machineId];
    const { stdout } = this.expect(0, ...this.issue, ...machine, ...more);
    return /^Wrote (.+)$/m.exec(stdout)?.[1] as string;
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name: string, data: string | Uint8Array): string {
    writeFileSync(this.path(name), data);
    return name;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
