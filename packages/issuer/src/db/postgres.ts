import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Dialect,
  type PostgresPool,
} from 'kysely';
import type { Duplex } from 'node:stream';
import type { QueryConfig } from 'pg';

/** Connections to PostgreSQL a process. */
const CONNECTIONS = 10;
/** Statements that a connection keeps ready to run again. */
const STATEMENTS = 200;

/** kysely over PostgreSQL. Nothing is connected before the first query. */
export async function postgresDialect(url: string): Promise<Dialect> {
  const { default: pg } = await import('pg');
  const names = new Map<string, string>();

  /** Gives each text a name, by which the server finds its plan again; the first ones come up most. */
  const named = (text: string, values: unknown[]): QueryConfig => {
    const known = names.get(text);
    if (known !== undefined || names.size >= STATEMENTS)
      return { text, values, ...(known && { name: known }) };
    const name = `latchkey ${names.size}`;
    names.set(text, name);
    return { text, values, name };
  };

  class Client extends pg.Client {
    override query: typeof pg.Client.prototype.query = (query: unknown, ...rest: unknown[]): never => {
      // What is asked at once leaves in one packet.
      const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
      stream.cork();
      process.nextTick(() => stream.uncork());
      const run = super.query.bind(this) as (...args: unknown[]) => never;
      const [values] = rest;
      return typeof query === 'string' && Array.isArray(values)
        ? run(named(query, values))
        : run(query, ...rest);
    };
  }

  // Times and counts are eight bytes wide there and exact in a number here.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
  };
  // `pipeline`: what a transaction asks at once is sent at once, see overlap.ts.
  const options = { connectionString: url, max: CONNECTIONS, types, Client, pipeline: true };
  const pool = new pg.Pool(options);
  // A connection that breaks must not end the process, neither idle nor between two queries: the pool opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PipelinedDialect(pool);
}

class PipelinedDialect extends PostgresDialect {
  readonly #pool: PostgresPool;

  constructor(pool: PostgresPool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): PipelinedDriver {
    return new PipelinedDriver({ pool: this.#pool });
  }
}

class PipelinedDriver extends PostgresDriver {
  /** The first query goes out behind `begin` at once. On a connection where this one fails, all that follow fail. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    connection.executeQuery(CompiledQuery.raw('begin')).catch(() => undefined);
  }
}
