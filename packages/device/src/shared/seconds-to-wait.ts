import type { LicenseClaims, Verdict } from '@latchkey/core';

/** Suspended machines stop their timers, and licenses may come and go: look at least so often, in seconds. */
const LONGEST_WAIT = 3600;
/** A timer may wake a moment early; without a pause the product would turn in circles until then. */
const SHORTEST_WAIT = 0.02;

/** How long until something changes by itself, in seconds: the license ends, or the next one begins. */
export function secondsToWait(state: {
  readonly verdict: Verdict | undefined;
  readonly license: LicenseClaims | undefined;
  readonly next: LicenseClaims | undefined;
}): number {
  const { verdict, license, next } = state;
  const moments = [license?.exp, next?.nbf].filter((moment) => moment !== undefined);
  const waits = moments.map((moment) => moment - (verdict?.checked.now ?? 0));
  return Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, ...waits));
}
