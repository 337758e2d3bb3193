/** The program; undefined where there is none. */
export function findNginx(): string | undefined;
