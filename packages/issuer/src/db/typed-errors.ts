import { LatchkeyError } from '@latchkey/core';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';
import { isDatabaseTrouble } from './trouble.js';

/** What PostgreSQL adds to an error may repeat the row that it refused, with the text of a license in it. */
const TELLTALES = ['detail', 'where', 'internalQuery'] as const;

/**
 * A dialect whose failures are typed: where the database cannot be reached or refuses to write, at whichever query that
 * shows, callers get a `LatchkeyError` with the code `unavailable`, and what the database said as its cause. A query that
 * is wrong stays what it is, a mistake in the program.
 */
export function withTypedErrors(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => typeDriver(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** Begin, commit and rollback are queries of the connection, too: the connection is the one place that sees all. */
function typeDriver(driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const typed = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async () => {
    const connection = await acquire().catch(fail);
    if (!typed.has(connection)) typeConnection(connection);
    typed.add(connection);
    return connection;
  };
  return driver;
}

function typeConnection(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = (query) => execute<never>(query).catch(fail);
  const stream = connection.streamQuery.bind(connection);
  connection.streamQuery = async function* streamTyped(query, size) {
    try {
      yield* stream<never>(query, size);
    } catch (error) {
      fail(error);
    }
  };
}

/** @throws LatchkeyError `unavailable` */
function fail(cause: unknown): never {
  if (cause instanceof Error) for (const name of TELLTALES) Reflect.deleteProperty(cause, name);
  if (!isDatabaseTrouble(cause)) throw cause;
  throw new LatchkeyError(
    'unavailable',
    'The database does not answer, or refuses to write, so the request was given up. Try again in a moment: what was done already is not done twice. If it stays so, look at the disk and the log of the database.',
    { cause },
  );
}
