/**
 * Takes a database from one version to the next, inside the transaction of the upgrade: all steps that are due
 * happen together or not at all.
 */
export type Migration = (database: IDBDatabase, transaction: IDBTransaction) => void;

/** Names of the object stores. */
export type StoreName = 'device' | 'licenses' | 'clock';

/**
 * Every layout so far; the n-th step makes version n out of the one before, the first out of nothing. A step that
 * was published is never changed: a new layout is a new step at the end, and lets the licenses stay readable.
 */
export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    // `key`: the device key. `<product>/<jti>`: a license file, as text. `marks`: the clock marks.
    for (const name of ['device', 'licenses', 'clock'] satisfies StoreName[])
      database.createObjectStore(name);
  },
];
