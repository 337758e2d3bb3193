import { KeySet } from '@latchkey/crypto';
import { BrowserActivation } from '../../src/browser/browser-activation.js';
import { Database } from '../../src/browser/database.js';
import { MIGRATIONS, type Migration } from '../../src/browser/migrations.js';
import { after } from './after.js';
import type { Installation } from './opened.js';

/** The back end of a version to come: one more step, which a test may give. */
export function newerVersion(
  { options }: Pick<Installation, 'options'>,
  { patience = 3000, step = addStore }: { patience?: number; step?: Migration } = {},
): BrowserActivation {
  const { product, keys, now = () => 0, name, host } = options;
  if (!(keys instanceof KeySet)) throw new TypeError('keys must be a KeySet');
  const database = new Database({ name, migrations: [...MIGRATIONS, step], patience });
  const backend = new BrowserActivation({ product, keys, now, host }, { name, database, patience });
  after(() => backend.close());
  return backend;
}

function addStore(database: IDBDatabase): void {
  database.createObjectStore('later');
}
