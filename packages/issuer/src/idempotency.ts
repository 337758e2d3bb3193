import { DAY, LatchkeyError } from '@latchkey/core';
import { sql } from 'kysely';
import { actorName, type Actor } from './actor.js';
import type { Ledger } from './ledger.js';

/** Keys forgotten in one step, so that none is long. */
const STEP = 500;
/** The status of a request that has no answer yet. */
const PENDING = 0;

/** A request that may come twice, and must count once. */
export interface RepeatableRequest {
  readonly actor: Actor;
  /** What the caller recognizes the request by. One caller's keys are nobody else's. */
  readonly key: string;
  /** A hash of all that makes the request what it is. */
  readonly request: string;
}

export interface KeptAnswer {
  readonly status: number;
  /** As it was sent. */
  readonly body: string;
}

/** Where a request stands: this call took the key; another one did, then, and has not answered; or the answer is there. */
export type Claim = 'taken' | { readonly pendingSince: number } | KeptAnswer;

/**
 * Takes a key for a request, unless it is taken. A key that is pending may belong to a process that was killed: whoever
 * has waited long enough may do the work then, since every operation that takes keys finds what was done before and
 * spends nothing twice.
 *
 * @throws LatchkeyError `idempotency-key-reused` where the key came with another request within a day
 */
export async function claimKey(ledger: Ledger, { actor, key, request }: RepeatableRequest): Promise<Claim> {
  const now = ledger.now();
  const claim = { request, status: PENDING, body: '', created_at: now };
  const { numInsertedOrUpdatedRows } = await ledger.db
    .insertInto('idempotency')
    .values({ caller: actorName(actor), key, ...claim })
    .onConflict((conflict) =>
      conflict
        .columns(['caller', 'key'])
        .doUpdateSet(claim)
        .where('idempotency.created_at', '<=', now - DAY),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return 'taken';
  const kept = await readKey(ledger, actor, key);
  // Given back in between: the next look takes it.
  if (kept === undefined) return { pendingSince: now };
  if (kept.request !== request) {
    throw new LatchkeyError(
      'idempotency-key-reused',
      'Nothing was done: this idempotency key came with another request before. Take a new key for each request.',
    );
  }
  if (kept.status === PENDING) return { pendingSince: kept.created_at };
  return { status: kept.status, body: kept.body };
}

/**
 * Keeps the answer to a request for a day. The first one that is kept stays.
 *
 * @returns the one that stays, which every copy of the request has to get
 */
export async function keepAnswer(
  ledger: Ledger,
  { actor, key, request }: RepeatableRequest,
  answer: KeptAnswer,
): Promise<KeptAnswer> {
  await ledger.db
    .insertInto('idempotency')
    .values({ caller: actorName(actor), key, request, ...answer, created_at: ledger.now() })
    .onConflict((conflict) =>
      conflict
        .columns(['caller', 'key'])
        .doUpdateSet(answer)
        .where('idempotency.request', '=', request)
        .where('idempotency.status', '=', PENDING),
    )
    .execute();
  const kept = await readKey(ledger, actor, key);
  return kept?.request === request ? { status: kept.status, body: kept.body } : answer;
}

/** Gives a key back after a refusal or a failure: nothing was done, so the next request may do it. */
export async function releaseKey({ db }: Ledger, { actor, key, request }: RepeatableRequest): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('caller', '=', actorName(actor))
    .where('key', '=', key)
    .where('request', '=', request)
    .where('status', '=', PENDING)
    .execute();
}

/** Forgets some of the keys that are older than a day; to be called now and then. */
export async function forgetKeys(ledger: Ledger): Promise<void> {
  const end = ledger.now() - DAY;
  // The time once more outside: somebody may take an old key anew in between.
  await sql`delete from idempotency where created_at <= ${end} and (caller, key) in
    (select caller, key from idempotency where created_at <= ${end} limit ${STEP})`.execute(ledger.db);
}

async function readKey({ db }: Ledger, actor: Actor, key: string) {
  return db
    .selectFrom('idempotency')
    .select(['request', 'status', 'body', 'created_at'])
    .where('caller', '=', actorName(actor))
    .where('key', '=', key)
    .executeTakeFirst();
}
