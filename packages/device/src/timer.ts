/**
 * Calls back once, after a time.
 *
 * @param milliseconds 1 to 2^31 − 1
 * @returns a function that calls it off
 */
export type Timer = (callback: () => Promise<void>, milliseconds: number) => () => void;

/** Longest time `setTimeout` can wait, in milliseconds. Asked for more, it does not wait at all. */
const MAX_DELAY = 2 ** 31 - 1;

/** The system's timer. It does not keep a process alive that has nothing else to do. */
export const systemTimer: Timer = (callback, milliseconds) => {
  const timeout = setTimeout(() => void callback(), Math.min(milliseconds, MAX_DELAY));
  timeout.unref();
  return () => clearTimeout(timeout);
};
