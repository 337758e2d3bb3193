/** Exit codes of every command. `trouble` outranks `refused`. */
export const EXIT = {
  /** All in force, or done. */
  fine: 0,
  /** At least one license was refused. */
  refused: 1,
  /** Wrong usage, or something could not be read or written. */
  trouble: 2,
} as const;

/** Raises the exit code of the process to at least `code`. */
export function raiseExitCode(code: (typeof EXIT)[keyof typeof EXIT]): void {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
}
