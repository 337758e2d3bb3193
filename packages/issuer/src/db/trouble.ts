/**
 * Conditions of PostgreSQL that lie outside a query, by the class of their SQLSTATE: connection, integrity (a trigger or
 * constraint that refuses), state of the transaction, sign-in, missing database, rollback, resources, operator, system.
 */
const CLASSES = new Set(['08', '23', '25', '28', '3D', '40', '53', '55', '57', '58', 'P0', 'XX']);
/** Result codes of SQLite that mean a wrong query: ERROR, MISUSE, RANGE. */
const WRONG_QUERY = new Set([1, 21, 25]);
const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
]);
/** Drivers report some troubles by text alone. */
const TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered)|Cannot use a pool|driver has already been destroyed|database is not open)/;

/**
 * Whether an error says that the database cannot be reached, or does not take what is written. A query that is wrong by
 * itself is not among it: that is a mistake in the program.
 */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode, syscall } = error as Error & {
    code?: unknown;
    errcode?: unknown;
    syscall?: unknown;
  };
  if (code === 'ERR_SQLITE_ERROR') return typeof errcode === 'number' && !WRONG_QUERY.has(errcode & 255);
  if (typeof code === 'string' && 'severity' in error) return CLASSES.has(code.slice(0, 2));
  if (typeof code === 'string' && CONNECTION.has(code))
    return syscall === 'connect' || syscall === 'read' || syscall === 'write';
  return TEXT.test(error.message);
}
