import { QueryCreator, type QueryExecutor, type QueryExecutorProvider } from 'kysely';
import type { Tables, Trx } from './schema.js';

/**
 * Lets queries of a transaction overlap. kysely has each wait for the answer to the one before; here they are sent as they
 * come, and answered in that order, so that several which do not need each other take one round trip.
 */
export function overlap<T>(trx: QueryExecutorProvider, work: (trx: Trx) => Promise<T>): Promise<T> {
  const executor = trx.getExecutor();
  return executor.provideConnection((connection) => {
    const provider = {
      provideConnection: <R>(use: (of: typeof connection) => Promise<R>) => use(connection),
    };
    return work(new Overlapping(executor.withConnectionProvider(provider)));
  });
}

class Overlapping extends QueryCreator<Tables> implements QueryExecutorProvider {
  readonly #executor: QueryExecutor;

  constructor(executor: QueryExecutor) {
    super({ executor });
    this.#executor = executor;
  }

  getExecutor(): QueryExecutor {
    return this.#executor;
  }
}
