import { LatchkeyError } from '@latchkey/core';

/** What a caller who finds the gate crowded should wait, seconds. */
const PAUSE = 5;

/** Lets work in, some at once, and the rest in the order it came. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A gate for work that takes much memory or time.
 *
 * @param atOnce how much of it may run at once
 * @param mayWait how much may wait; what comes then is refused with `too-many-requests`
 */
export function createGate(atOnce: number, mayWait: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length < mayWait) await new Promise<void>((enter) => waiting.push(enter));
    else throw crowded();
    try {
      return await work();
    } finally {
      // The place goes to who waits longest, so nobody who comes just now can take it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

function crowded(): LatchkeyError {
  return new LatchkeyError(
    'too-many-requests',
    `Nothing was done: too many passwords are being checked just now. Try again in ${PAUSE} seconds.`,
    { details: { seconds: PAUSE } },
  );
}
