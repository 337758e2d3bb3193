import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { LATCHKEY } from './cli.js';

/** `latchkey serve`, running. */
export interface RunningService {
  readonly port: number;
  /** Everything it has written so far. */
  output(): string;
  /** Asks it to stop, and waits for its exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a word, as the system does when memory runs out. */
  kill(): Promise<void>;
}

/** Starts the real command, on a free port as it is, and waits until it says where it is. */
export async function startService(
  args: readonly string[],
  { cwd, env, port: wanted }: { cwd: string; env?: Readonly<Record<string, string>>; port?: number },
): Promise<RunningService> {
  const port = wanted ?? (await findPort());
  const child = spawn(process.execPath, [LATCHKEY, 'serve', '--port', String(port), ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString('utf8');
  await untilReady(child, output);
  const end = async (signal: NodeJS.Signals) => {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (!isOver) await Promise.all([once(child, 'exit'), child.kill(signal)]);
    return child.exitCode;
  };
  const kill = async () => void (await end('SIGKILL'));
  return { port, output, stop: () => end('SIGTERM'), kill };
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  while (!output().includes('Latchkey is at')) {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port that is free at this moment. */
export async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
