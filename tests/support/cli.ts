import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The root of the repository, from `tests/support` as from `tests/dist/support`. */
export const ROOT = path.resolve(
  import.meta.dirname,
  import.meta.dirname.includes('dist') ? '../../..' : '../..',
);

/** The committed command, as npm links it. */
export const LATCHKEY = path.join(ROOT, 'apps/cli/bin/latchkey.js');

export interface Outcome {
  /** Exit code; null where a signal ended the process. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** What goes to standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the real command in a process of its own. */
export function latchkey(args: readonly string[], { cwd, input, env }: RunOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LATCHKEY, ...args], {
    cwd,
    input: input ?? '',
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}
