import { LatchkeyError } from '@latchkey/core';
import { sql } from 'kysely';
import type { Ledger } from '../ledger.js';
import { sha256 } from './secret.js';
import { sweep } from './sweep.js';

/** So many attempts are free; each is given back after a while. */
export interface Limit {
  readonly name: string;
  /** Attempts that may come at once. */
  readonly burst: number;
  /** Seconds until one is given back. */
  readonly every: number;
}

/** From one address. Offices share one, so it is wide: it keeps the processors free. */
export const PER_ADDRESS: Limit = { name: 'address', burst: 60, every: 5 };
/** For one e-mail address from one address: slow enough that nobody can use up {@link PER_EMAIL} from one place. */
export const PER_PAIR: Limit = { name: 'pair', burst: 10, every: 120 };
/** For one e-mail address from anywhere: against many addresses that guess together. */
export const PER_EMAIL: Limit = { name: 'email', burst: 100, every: 60 };

/**
 * Counts one attempt, in the database: all processes count together, and a restart forgets nothing. One statement counts
 * and decides, so attempts that come at once cannot pass together. A row says when all attempts will be free again, and
 * is worth nothing afterwards: there are only as many as there were attempts within a burst.
 *
 * @param who whose attempt it is; kept as a hash
 * @throws LatchkeyError `too-many-requests` with the seconds to wait; the attempt is not counted then
 */
export async function countAttempt(ledger: Ledger, limit: Limit, who: readonly string[]): Promise<void> {
  const { db } = ledger;
  const { burst, every } = limit;
  const now = ledger.now();
  await sweep(db, 'attempt', now);
  const key = keyOf(limit, who);
  const [full, last] = [now + burst * every, now + (burst - 1) * every];
  // Where the clock was set back, a row may lie further ahead than any count leads: it begins anew.
  const counted = await db
    .insertInto('attempt')
    .values({ key, free_at: now + every })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          free_at: sql<number>`case when attempt.free_at > ${now} and attempt.free_at <= ${last}
            then attempt.free_at + ${every} else ${now + every} end`,
        })
        .where(sql<boolean>`(attempt.free_at <= ${last} or attempt.free_at > ${full})`),
    )
    .executeTakeFirstOrThrow();
  if (counted.numInsertedOrUpdatedRows === 1n) return;
  const row = await db.selectFrom('attempt').select('free_at').where('key', '=', key).executeTakeFirst();
  const seconds = Math.max(1, (row?.free_at ?? 0) - last);
  throw new LatchkeyError(
    'too-many-requests',
    `Nothing was checked: there were too many attempts to sign in. Wait ${seconds} seconds, then try again.`,
    { details: { seconds } },
  );
}

/** Gives all attempts back: whoever knows the password need not suffer for typing errors. */
export async function forgetAttempts(
  { db }: Pick<Ledger, 'db'>,
  limit: Limit,
  who: readonly string[],
): Promise<void> {
  await db.deleteFrom('attempt').where('key', '=', keyOf(limit, who)).execute();
}

function keyOf({ name }: Limit, who: readonly string[]): string {
  return sha256(JSON.stringify([name, ...who]));
}
