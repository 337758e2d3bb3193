import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { homedir, hostname, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readSmallFile } from './read-small-file.js';
import type { System } from './system.js';

const execute = promisify(execFile);
/** More than any source needs; /proc/self/mountinfo of a container may have some 10 KiB. */
const MAX_TEXT_BYTES = 65_536;
const MAX_OUTPUT_BYTES = 1_048_576;

/**
 * The system this process runs on.
 *
 * @param options.timeout how long a program may take, in milliseconds
 */
export function nodeSystem({ timeout = 10_000 }: { timeout?: number } = {}): System {
  return {
    platform: process.platform,
    windowsFolder: windowsFolder(process.env['SystemRoot']),
    readText: async (file) => Buffer.from(await readSmallFile(file, MAX_TEXT_BYTES)).toString('utf8'),
    run: (file, args) => run(file, args, timeout),
    uid: () => process.getuid?.(),
    hostName: hostname,
    userName,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    homeDir: homedir,
  };
}

async function run(file: string, args: readonly string[], timeout: number): Promise<string> {
  if (!path.isAbsolute(file)) throw new TypeError('run: file must be an absolute path');
  const { stdout } = await execute(file, [...args], {
    encoding: 'utf8',
    // Nothing of the caller's environment; what Windows cannot do without, libuv adds.
    env: {},
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    timeout,
    windowsHide: true,
  });
  return stdout;
}

/** The only place that looks at the environment: Windows tells its own folder in no other way without a program. */
function windowsFolder(value: string | undefined): string {
  return value !== undefined && /^[A-Za-z]:\\[^"/:*?<>|]+$/.test(value) ? value : 'C:\\Windows';
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user ID without an entry in the list of users, as containers have.
    return '';
  }
}
