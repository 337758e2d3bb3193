import { columns, print } from '../../output.js';

/** Who acts at the command line of the service's own machine. */
export const CONSOLE = { kind: 'console' } as const;

/** Prints rows under a head, or says that there are none. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): void {
  if (rows.length === 0) print(none);
  else for (const line of columns([head, ...rows])) print(line);
}
