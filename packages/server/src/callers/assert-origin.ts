import { LatchkeyError } from '@latchkey/core';
import type { Service } from '../service.js';
import type { Caller } from './find-caller.js';

/**
 * Refuses what another site made a browser send. Browsers say where a request comes from in headers that no page can
 * write: `Sec-Fetch-Site`, and before that was common, `Origin`. A program without a cookie has nothing to be misused.
 *
 * @throws LatchkeyError `wrong-origin`
 */
export function assertOrigin(service: Service, request: Request, caller: Caller | undefined): void {
  if (caller?.kind === 'token') assertWidgetOrigin(service, request.headers, caller.origin);
  else if (changesSomething(request) && !isOwn(service, request.headers, caller !== undefined)) {
    throw new LatchkeyError(
      'wrong-origin',
      `Nothing was done: a request with a session must come from a page of this service. A program sends the header Origin: ${service.origin}, or a token in place of the cookie.`,
    );
  }
}

/** A widget's token works from the pages of its origin alone: elsewhere it is a stolen one. */
function assertWidgetOrigin({ origin: own }: Service, headers: Headers, bound: string | null): void {
  if (bound === null) return;
  // A page of the service itself says so another way: browsers leave the header out there.
  const same = headers.get('Sec-Fetch-Site') === 'same-origin' ? own : null;
  if ((headers.get('Origin') ?? same) === bound) return;
  throw new LatchkeyError(
    'wrong-origin',
    'Nothing was done: this token works only in pages of the origin that it was made for. Make one for this origin.',
  );
}

function changesSomething({ method }: Request): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function isOwn({ origin: own }: Service, headers: Headers, hasSession: boolean): boolean {
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('Origin');
  return origin === null ? !hasSession : origin === own;
}
