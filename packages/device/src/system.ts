/**
 * What the operating system says, as far as Latchkey asks. `nodeSystem` is the real one; tests give their own,
 * so that each system's answers can be tried on every other.
 *
 * Environment variables are not among it: who starts a program could change the machine ID by them.
 */
export interface System {
  /** As `process.platform`: `linux`, `darwin`, `win32` … */
  readonly platform: string;
  /** Windows' own folder, an absolute path. `C:\Windows` where left out. */
  readonly windowsFolder?: string;
  /** The first 64 KiB of a regular file, as UTF-8. Rejects where there is none. */
  readText(path: string): Promise<string>;
  /**
   * What a program writes to standard output, as UTF-8. Runs without a shell, in a bounded time.
   * Rejects where it is missing, fails or takes too long.
   *
   * @param file absolute path of the program, so that no search path has a say
   */
  run(file: string, args: readonly string[]): Promise<string>;
  /** The numeric user ID, where the system has such. */
  uid(): number | undefined;
  /** What people call the machine. A label: it never becomes part of a machine ID. */
  hostName(): string;
  /** What people call the account; empty where it has no name. */
  userName(): string;
  /** Bytes from a cryptographic source. */
  randomBytes(length: number): Uint8Array;
  /** The home folder of the account, an absolute path. */
  homeDir(): string;
}
