import { after } from './after.js';

/** Opens a database past the code under test: to look at it, to damage it, or to stand in its way. */
export function openRaw(
  name: string,
  version?: number,
  upgrade: (database: IDBDatabase) => void = () => undefined,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.addEventListener('upgradeneeded', () => upgrade(request.result));
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('success', () => {
      after(() => request.result.close());
      resolve(request.result);
    });
  });
}

/** Does something to one object store, and lets go of the database. */
export async function withStore<T>(
  name: string,
  store: string,
  work: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openRaw(name);
  const transaction = database.transaction(store, 'readwrite');
  const request = work(transaction.objectStore(store));
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
  database.close();
  return request.result;
}

/** Everything that is stored, by store and key; keys of WebCrypto by their kind. */
export async function dump(name: string): Promise<Record<string, Record<string, unknown>>> {
  const database = await openRaw(name);
  const stores = [...database.objectStoreNames];
  const all: Record<string, Record<string, unknown>> = { version: { database: database.version } };
  database.close();
  for (const store of stores) {
    const keys = await withStore(name, store, (objects) => objects.getAllKeys());
    const values = await withStore(name, store, (objects) => objects.getAll());
    all[store] = Object.fromEntries(keys.map((key, i) => [String(key), describeValue(values[i])]));
  }
  return all;
}

function describeValue(value: unknown): unknown {
  const { publicKey } = Object(value) as { publicKey?: unknown };
  return publicKey instanceof Uint8Array ? `key ${publicKey.join()}` : value;
}
