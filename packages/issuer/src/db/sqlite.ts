import type { DatabaseSync, DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/** Statements kept ready to run again. */
const STATEMENTS = 200;
/** How long to wait for another process that writes, milliseconds. */
const BUSY_TIMEOUT = 30_000;

/** Pages kept in memory, KiB: the indexes of some 100,000 offline licenses. */
const CACHE = 64 * 1024;
/** Pages of 4 KiB in the write-ahead log, after which they go to where they belong: once each, however often written. */
const LOG = 4000;

/** kysely over the `node:sqlite` API: one file, one connection, whose queries wait for each other's transactions. */
export function sqliteDialect(database: DatabaseSyncInstance): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new SqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * Opens a database file, or creates it, so that what was committed survives a power cut.
 *
 * @throws Error where the file is none, or its file system cannot keep that promise
 */
export async function openSqlite(file: string): Promise<DatabaseSyncInstance> {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(file);
  try {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
    const { journal_mode } = database.prepare('pragma journal_mode = wal').get() as { journal_mode: string };
    database.exec('pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off');
    database.exec(`pragma cache_size = -${CACHE}; pragma wal_autocheckpoint = ${LOG}`);
    const { synchronous } = database.prepare('pragma synchronous').get() as { synchronous: number };
    if (journal_mode !== 'wal' || synchronous !== 2) {
      throw new Error(
        `The file system of ${file} keeps no write-ahead log. Keep the ledger on a local disk.`,
      );
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Node's own from 22.13 on; before, the same API as a package. */
export async function loadSqlite(): Promise<{ DatabaseSync: typeof DatabaseSync }> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) {
    const builtIn: string = 'node:sqlite';
    return (await import(builtIn)) as { DatabaseSync: typeof DatabaseSync };
  }
  return import('@photostructure/sqlite');
}

/**
 * Has migrations run in one transaction, which SQLite can do and kysely does not expect of it: a process that is killed
 * leaves no half of a schema, and a second process waits for the first.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #database: DatabaseSyncInstance;
  readonly #connection: SqliteConnection;
  /** Settles when the connection is free. */
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(database: DatabaseSyncInstance) {
    this.#database = database;
    this.#connection = new SqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free;
    let release: () => void = () => undefined;
    this.#free = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Immediate: who will write takes the lock before reading, so that nothing read is out of date.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Some failures, such as a full disk, have rolled back already.
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.#database.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSyncInstance;
  /** By their text, the oldest first. */
  readonly #statements = new Map<string, StatementSyncInstance>();

  constructor(database: DatabaseSyncInstance) {
    this.#database = database;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(sql);
    const values = parameters as (string | number | null)[];
    if (query.kind === 'SelectQueryNode' || query.kind === 'RawNode' || 'returning' in query) {
      return { rows: statement.all(...values) as R[] };
    }
    const { changes } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A statement of its own: the connection may be asked for the same one in between.
    const statement = this.#database.prepare(sql);
    for (const row of statement.iterate(...(parameters as (string | number | null)[])))
      yield { rows: [row as R] };
  }

  #prepare(sql: string): StatementSyncInstance {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > STATEMENTS)
      this.#statements.delete(this.#statements.keys().next().value as string);
    return statement;
  }
}
