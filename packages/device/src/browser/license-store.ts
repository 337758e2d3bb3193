import { del, entries, keys, set } from 'idb-keyval';
import { hasCode } from '../shared/has-code.js';
import type { StoredFile } from '../shared/stored-file.js';
import type { Place } from './place.js';

/** The license files of one product, each under its `jti`. Everything fails with errors of the storage. */
export class LicenseStore {
  readonly #place: Place;
  readonly #product: string;

  constructor(place: Place, product: string) {
    this.#place = place;
    this.#product = product;
  }

  /** All of them, by `jti`: in the order in which they were issued. */
  async list(): Promise<readonly StoredFile[]> {
    const all = await entries<IDBValidKey, unknown>(this.#store());
    return all.flatMap(([key, value]) => {
      const jti = this.#jtiOf(key);
      // What is no text was not written by this code, and is judged like any other text that is no license.
      return jti === undefined ? [] : [{ file: jti, data: typeof value === 'string' ? value : '' }];
    });
  }

  /** True where a license of any product is stored, whatever it says. They all share the device key. */
  async hasAny(): Promise<boolean> {
    return (await keys(this.#store())).length > 0;
  }

  /** Stores a license that was verified. It is on the disk when this resolves, and not there when it rejects. */
  async add(jti: string, text: string): Promise<void> {
    await set(this.#keyOf(jti), text, this.#store());
  }

  async remove(jti: string): Promise<void> {
    try {
      await del(this.#keyOf(jti), this.#store());
    } catch (error) {
      // To delete takes room, too. Firefox finds some for whoever tries again.
      if (!hasCode(error, 'storage-full')) throw error;
      await del(this.#keyOf(jti), this.#store());
    }
  }

  #store() {
    return this.#place.database.store('licenses');
  }

  #keyOf(jti: string): string {
    return `${this.#product}/${jti}`;
  }

  #jtiOf(key: IDBValidKey): string | undefined {
    const start = `${this.#product}/`;
    return typeof key === 'string' && key.startsWith(start) ? key.slice(start.length) : undefined;
  }
}
