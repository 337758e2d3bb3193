import { LatchkeyError } from '@latchkey/core';
import { authorize, SCOPES, type Actor, type Scope } from '../actor.js';
import type { Trx } from '../db/schema.js';
import { refuseField } from '../input.js';
import type { Ledger } from '../ledger.js';
import { withOrganization } from '../organization-lock.js';
import { hashSecret } from './secret.js';
import { sweep } from './sweep.js';
import { assertScopes, KEPT_AFTER_END, recordToken } from './tokens.js';

const MINUTE = 60;
const [FEWEST, MOST] = [5, 10];
const LONGEST_ORIGIN = 300;
/** What a page may do. It never makes further tokens, and has no business in the audit log. */
const WIDGET_SCOPES = SCOPES.filter((scope) => scope !== 'widget-tokens:write' && scope !== 'audit:read');
/** Hosts that are this machine: nobody can listen on the way there. */
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface WidgetTokenInput {
  readonly organizationId: string;
  /** The page's origin as browsers spell it: https, or http on this machine. */
  readonly origin: string;
  readonly scopes: readonly Scope[];
  /** 5 to 10. */
  readonly minutes: number;
}

/**
 * Makes a token for a page of another site. It works from that origin alone, for minutes, and can do no more than who
 * made it; it ends with the token or the powers that made it.
 *
 * @returns the token, which is shown this once, and when it ends, in seconds since 1970
 * @throws LatchkeyError `not-found`, `forbidden`, also for a scope that the maker does not have; `request-invalid`;
 *   `unauthenticated` where the maker is a token that has ended meanwhile
 */
export async function createWidgetToken(
  ledger: Ledger,
  actor: Actor,
  { organizationId, origin, scopes, minutes }: WidgetTokenInput,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  assertScopes(scopes, WIDGET_SCOPES);
  if (!isOrigin(origin)) {
    refuseField(
      'origin',
      'must be an origin as browsers spell it, such as https://portal.example.com, with https.',
    );
  }
  if (!Number.isInteger(minutes) || minutes < FEWEST || minutes > MOST) {
    refuseField('minutes', `must be a whole number from ${FEWEST} to ${MOST}.`);
  }
  await sweep(ledger.db, 'token', ledger.now() - KEPT_AFTER_END);
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    for (const permission of ['widget-tokens:write', ...scopes] as const) {
      await authorize(trx, actor, organizationId, permission);
    }
    const now = ledger.now();
    const makerEnds = actor.kind === 'token' ? await readEnd(trx, actor.id, now) : Infinity;
    const expiresAt = Math.min(now + minutes * MINUTE, makerEnds);
    const token = { name: 'widget', scopes, expiresAt, origin };
    const { text } = await recordToken(ledger, trx, organization, actor, 'widget', token);
    return { token: text, expiresAt };
  });
}

/** Whether pages of an origin have a widget token that works now. */
export async function isWidgetOrigin(ledger: Ledger, origin: string): Promise<boolean> {
  if (!isOrigin(origin)) return false;
  const row = await ledger.db
    .selectFrom('token')
    .select('id')
    .where('origin', '=', origin)
    .where('expires_at', '>', ledger.now())
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The origin that a widget token is bound to, for a day after its end as well: not a sign that it works. */
export async function findWidgetOrigin(
  { db }: Pick<Ledger, 'db'>,
  token: string,
): Promise<string | undefined> {
  const hash = hashSecret('widget', token);
  if (hash === undefined) return undefined;
  const row = await db.selectFrom('token').select('origin').where('hash', '=', hash).executeTakeFirst();
  return row?.origin ?? undefined;
}

function isOrigin(text: string): boolean {
  if (text.length > LONGEST_ORIGIN || !URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  // The URL standard lets a star stand in a host. It would look like a wildcard, and is none.
  return (
    !text.includes('*') &&
    origin === text &&
    (protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname)))
  );
}

/** When a token ends. It may have been revoked while its request was under way. */
async function readEnd(trx: Trx, id: string, now: number): Promise<number> {
  const row = await trx
    .selectFrom('token')
    .select('expires_at')
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row) return row.expires_at;
  throw new LatchkeyError('unauthenticated', 'Nothing was done: this token has ended. Take another one.');
}
