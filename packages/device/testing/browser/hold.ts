import { openRaw } from './raw-database.js';

/** Keeps a store busy by a transaction that does not end. @returns ends it */
export async function holdStore(name: string, store: string): Promise<() => void> {
  const database = await openRaw(name);
  const objects = database.transaction(store, 'readwrite').objectStore(store);
  let isHeld = true;
  const turn = () => {
    if (isHeld) objects.count().addEventListener('success', turn);
  };
  turn();
  return () => {
    isHeld = false;
    database.close();
  };
}

/** Takes the turn of the writer, and does not give it back. @returns gives it back */
export async function holdTurn(name: string): Promise<() => Promise<void>> {
  let release: () => void = () => undefined;
  let held: Promise<unknown> = Promise.resolve();
  await new Promise<void>((taken) => {
    held = navigator.locks.request(name, () => {
      taken();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    });
  });
  return async () => {
    release();
    await held;
  };
}
