import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Order, Settings } from './worker.js';

/** A process of the service, see worker.ts. */
export class WorkerProcess {
  readonly #child: ChildProcess & { readonly stdin: Writable; readonly stdout: Readable };
  readonly #closed: Promise<void>;
  /** The beginning of a line whose end has not come. */
  #rest = '';
  readonly #answers: Answer[] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;

  /** @param program what `buildWorker` has made */
  constructor(program: string, settings: Settings) {
    const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'];
    this.#child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio });
    // A killed process reads no more orders.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    this.#closed = this.#close();
  }

  send(order: Order): void {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  /** The next answer of a type; those of other types before it are dropped. */
  async next<Type extends Answer['type']>(type: Type): Promise<Extract<Answer, { type: Type }>> {
    for (;;) {
      const answer = this.#answers.shift();
      if (answer?.type === type) return answer as Extract<Answer, { type: Type }>;
      if (answer) continue;
      if (this.#isClosed) throw new Error(`The worker ended before it said "${type}".`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Ends the process as a loss of power would, and gives what it had said in whole lines. */
  async kill(): Promise<Answer[]> {
    this.#child.kill('SIGKILL');
    await this.#closed;
    return this.#answers.splice(0);
  }

  /** Ends it in good order. */
  async end(): Promise<number | null> {
    this.#child.stdin.end();
    await this.#closed;
    return this.#child.exitCode;
  }

  async #close(): Promise<void> {
    await once(this.#child, 'close');
    this.#isClosed = true;
    this.#wake();
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    this.#answers.push(...lines.map((line) => JSON.parse(line) as Answer));
    this.#wake();
  }
}
