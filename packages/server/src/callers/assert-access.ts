import type { Access } from '@latchkey/api/contract';
import { LatchkeyError } from '@latchkey/core';
import type { Caller } from './find-caller.js';

/**
 * Checks what the contract says about who may call a route. The rules of the business come after it, in the ledger.
 *
 * @throws LatchkeyError `unauthenticated`, `forbidden`
 */
export function assertAccess(access: Access, caller: Caller | undefined): void {
  if (access === 'public') return;
  if (caller === undefined) {
    throw new LatchkeyError(
      'unauthenticated',
      'Nothing was done: the request has no session or token, or one that has ended. Sign in, or get another token.',
    );
  }
  if (caller.kind === 'session' || access === 'caller') return;
  const { actor } = caller;
  const has = access !== 'session' && actor.kind === 'token' && actor.scopes.includes(access.scope);
  if (has) return;
  const why =
    access === 'session'
      ? 'Tokens cannot do this. Sign in and do it as a person.'
      : `The token lacks the scope ${access.scope}. Make one that has it.`;
  throw new LatchkeyError('forbidden', `Nothing was done. ${why}`);
}
