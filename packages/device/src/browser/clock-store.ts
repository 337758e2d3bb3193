import { get, update } from 'idb-keyval';
import { laterMarks, toMarks, type ClockMarks } from '../shared/clock-marks.js';
import { LocalText } from './local-text.js';
import type { Place } from './place.js';

const KEY = 'marks';

/**
 * The clock marks of this browser, kept in two places, so that clearing one does not make the clock guard forget.
 * Where they differ, the later ones count.
 */
export class ClockStore {
  readonly #place: Place;
  readonly #copy: LocalText;

  constructor(place: Place) {
    this.#place = place;
    this.#copy = new LocalText(`${place.name}/clock`);
  }

  /**
   * @returns `undefined` where neither place has marks that make sense
   * @throws LatchkeyError of the storage
   */
  async read(): Promise<ClockMarks | undefined> {
    return laterOf(toMarks(await get(KEY, this.#place.database.store('clock'))), this.#readCopy());
  }

  /**
   * Keeps marks, in both places, where they are later than those that another window has kept meanwhile.
   *
   * @returns false where a place does not take them. Never rejects: nobody is refused because of it.
   */
  async write(marks: ClockMarks): Promise<boolean> {
    const copied = this.#copy.write(JSON.stringify(laterOf(marks, this.#readCopy())));
    try {
      const store = this.#place.database.store('clock');
      await update(KEY, (kept) => laterOf(marks, toMarks(kept)), store);
      return copied;
    } catch {
      return false;
    }
  }

  #readCopy(): ClockMarks | undefined {
    try {
      return toMarks(JSON.parse(this.#copy.read() ?? ''));
    } catch {
      return undefined;
    }
  }
}

function laterOf(a: ClockMarks | undefined, b: ClockMarks | undefined): ClockMarks | undefined {
  return a && b ? laterMarks(a, b) : (a ?? b);
}
