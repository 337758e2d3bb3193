import { encodeBase64url, MAX_TIME, printable, type RequestClaims } from '@latchkey/core';

/** Length of a nonce in bytes. */
export const NONCE_BYTES = 16;

const MAX_LABEL = 200;

/**
 * What an activation request says, but for the key.
 *
 * @param facts.now seconds since 1970
 * @param facts.nonce 16 random bytes, made anew for each request
 * @param facts.host what people call the machine, as they call it; left out where it is empty
 */
export function requestClaims(facts: {
  readonly product: string;
  readonly machineId: string;
  readonly now: number;
  readonly nonce: Uint8Array;
  readonly host?: string | undefined;
  readonly account?: string | undefined;
  readonly isContainer?: boolean;
}): Omit<RequestClaims, 'cnf'> {
  const host = toLabel(facts.host ?? '');
  const account = toLabel(facts.account ?? '');
  return {
    sub: facts.machineId,
    aud: facts.product,
    iat: toTime(facts.now),
    nonce: encodeBase64url(facts.nonce),
    ...(host !== '' && { host }),
    ...(account !== '' && { account }),
    ...(facts.isContainer && { container: true as const }),
  };
}

/** Names come from the system as they are; a request holds no control characters and no endless ones. */
function toLabel(name: string): string {
  return Array.from(printable(name)).slice(0, MAX_LABEL).join('').trim();
}

/** A clock that is out of all bounds must not keep anybody from asking for a license. */
function toTime(now: number): number {
  return Number.isFinite(now) ? Math.min(Math.max(0, Math.floor(now)), MAX_TIME) : 0;
}
