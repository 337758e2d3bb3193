import { DAY } from '@latchkey/core';
import { actorName, authorize, SCOPES, type Actor, type Scope } from '../actor.js';
import { appendAudit } from '../audit.js';
import type { TokenTable, Trx } from '../db/schema.js';
import { assertText, refuseField } from '../input.js';
import type { Ledger } from '../ledger.js';
import { assertId, notFound, withOrganization, type LockedOrganization } from '../organization-lock.js';
import { hashSecret, makeSecret, type SecretKind } from './secret.js';
import { sweep } from './sweep.js';
import { endToken } from './withdraw-powers.js';

const MAX_DAYS = 366;
/** A page whose token has ended still learns that, for so long. Seconds. */
export const KEPT_AFTER_END = DAY;

/** A token of an organization, without its secret. Times are seconds since 1970, UTC. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface TokenInput {
  readonly organizationId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Seconds since 1970, UTC; at most 366 days ahead. */
  readonly expiresAt: number;
}

/** Who a token speaks for. */
export interface FoundToken {
  readonly actor: Actor & { readonly kind: 'token' };
  /** The origin whose pages alone may use it, for a widget token. */
  readonly origin: string | null;
}

/**
 * Makes a token for a program. It belongs to the organization, and ends early with the powers of who made it.
 *
 * @returns the token as well, which is shown this once
 * @throws LatchkeyError `not-found`, `forbidden`, `request-invalid`
 */
export async function createToken(
  ledger: Ledger,
  actor: Actor,
  { organizationId, name, scopes, expiresAt }: TokenInput,
): Promise<{ readonly id: string; readonly token: string }> {
  assertText('name', name, 100);
  assertScopes(scopes, SCOPES);
  await sweep(ledger.db, 'token', ledger.now() - KEPT_AFTER_END);
  return withOrganization(ledger.db, organizationId, async (trx, organization) => {
    await authorize(trx, actor, organizationId, 'tokens:write');
    const now = ledger.now();
    if (!Number.isInteger(expiresAt) || expiresAt <= now || expiresAt > now + MAX_DAYS * DAY) {
      refuseField(
        'expiresAt',
        `must be whole seconds since 1970, in the future, and at most ${MAX_DAYS} days ahead.`,
      );
    }
    const { id, text } = await recordToken(ledger, trx, organization, actor, 'token', {
      name,
      scopes,
      expiresAt,
      origin: null,
    });
    return { id, token: text };
  });
}

/**
 * The tokens of an organization that have not ended, by name. Widget tokens are not among them: there may be thousands,
 * and they end within minutes.
 *
 * @throws LatchkeyError `not-found`, `forbidden`
 */
export async function listTokens(ledger: Ledger, actor: Actor, organizationId: string): Promise<Token[]> {
  await authorize(ledger.db, actor, organizationId, 'tokens:write');
  const rows = await ledger.db
    .selectFrom('token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at'])
    .where('organization_id', '=', organizationId)
    .where('origin', 'is', null)
    .where('expires_at', '>', ledger.now())
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, scopes, created_at, expires_at }) => ({
    id,
    name,
    scopes: readScopes(scopes),
    createdAt: created_at,
    expiresAt: expires_at,
  }));
}

/**
 * Ends a token at once, and with it the widget tokens that it made.
 *
 * @throws LatchkeyError `not-found`, also for one that has ended; `forbidden`
 */
export async function revokeToken(
  ledger: Ledger,
  actor: Actor,
  { organizationId, tokenId }: { readonly organizationId: string; readonly tokenId: string },
): Promise<void> {
  assertId('token', tokenId);
  await withOrganization(ledger.db, organizationId, async (trx, organization) => {
    await authorize(trx, actor, organizationId, 'tokens:write');
    const row = await trx
      .selectFrom('token')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('id', '=', tokenId)
      .where('expires_at', '>', ledger.now())
      .executeTakeFirst();
    if (!row) throw notFound('token');
    await endToken(ledger, trx, organization, actor, tokenId);
  });
}

/**
 * Who a token speaks for.
 *
 * @returns `undefined` for a text that is no token, or one that has ended
 */
export async function findToken(ledger: Ledger, token: string): Promise<FoundToken | undefined> {
  const hash = hashSecret('token', token) ?? hashSecret('widget', token);
  if (hash === undefined) return undefined;
  const row = await ledger.db
    .selectFrom('token')
    .select(['id', 'organization_id', 'scopes', 'origin'])
    .where('hash', '=', hash)
    .where('expires_at', '>', ledger.now())
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, organization_id, scopes, origin } = row;
  return {
    actor: { kind: 'token', id, organizationId: organization_id, scopes: readScopes(scopes) },
    origin,
  };
}

/** Stores a new token, and an audit entry. */
export async function recordToken(
  ledger: Ledger,
  trx: Trx,
  organization: LockedOrganization,
  actor: Actor,
  kind: SecretKind & ('token' | 'widget'),
  token: Pick<TokenTable, 'name' | 'origin'> & Pick<Token, 'scopes' | 'expiresAt'>,
): Promise<{ readonly id: string; readonly text: string }> {
  const { name, origin, expiresAt } = token;
  const { text, hash } = makeSecret(ledger, kind);
  const id = `tok-${Buffer.from(ledger.random(8)).toString('hex')}`;
  const now = ledger.now();
  const scopes = SCOPES.filter((scope) => token.scopes.includes(scope));
  await trx
    .insertInto('token')
    .values({
      id,
      hash,
      organization_id: organization.id,
      name,
      scopes: JSON.stringify(scopes),
      origin,
      created_by: actorName(actor),
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  const details = { id, scopes: scopes.join(' '), expiresAt, ...(origin === null ? { name } : { origin }) };
  await appendAudit(trx, organization, now, actor, 'token.create', details);
  return { id, text };
}

/** @throws LatchkeyError `request-invalid` */
export function assertScopes(scopes: readonly Scope[], of: readonly Scope[]): void {
  const areSome = scopes.length > 0 && new Set(scopes).size === scopes.length;
  if (!areSome || !scopes.every((scope) => of.includes(scope))) {
    refuseField('scopes', `must be one or more of ${of.join(', ')}, each once.`);
  }
}

function readScopes(text: string): Scope[] {
  const stored = JSON.parse(text) as string[];
  return SCOPES.filter((scope) => stored.includes(scope));
}
