import { LatchkeyError } from '@latchkey/core';
import type { Db, Role, Trx } from './db/schema.js';
import { assertId, notFound } from './organization-lock.js';

/** What a token may do. */
export const SCOPES = [
  'licenses:read',
  'offline-licenses:read',
  'offline-licenses:write',
  'audit:read',
  'widget-tokens:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks. */
export type Actor =
  /** A person who has signed in. What the person may do is looked up each time: a change of role counts at once. */
  | { readonly kind: 'account'; readonly id: string }
  /** A program with a token of one organization. */
  | {
      readonly kind: 'token';
      readonly id: string;
      readonly organizationId: string;
      readonly scopes: readonly Scope[];
    }
  /** The command line on the service's own machine. */
  | { readonly kind: 'console' };

/** What can be allowed within an organization. */
export type Permission =
  | Scope
  | 'members:read'
  | 'members:write'
  | 'tokens:write'
  /** The offline licenses that are assigned to oneself. */
  | 'own:read';

const ADMINISTRATION: readonly Permission[] = [
  ...SCOPES,
  'members:read',
  'members:write',
  'tokens:write',
  'own:read',
];
const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ADMINISTRATION,
  admin: ADMINISTRATION,
  user: ['own:read'],
};

/** How the audit log names an actor. */
export function actorName(actor: Actor): string {
  return actor.kind === 'console' ? 'console' : `${actor.kind}:${actor.id}`;
}

/**
 * Allows an actor something within an organization.
 *
 * @returns the role; `undefined` for a token or the operator
 * @throws LatchkeyError `not-found` for who does not belong to it, so that nobody learns which organizations exist;
 *   `forbidden` for who does, without the right
 */
export async function authorize(
  db: Db | Trx,
  actor: Actor,
  organizationId: string,
  permission: Permission,
): Promise<Role | undefined> {
  if (actor.kind === 'console') throw forbidden();
  if (actor.kind === 'token') {
    if (actor.organizationId !== organizationId) throw notFound('organization');
    const scopes: readonly Permission[] = actor.scopes;
    if (!scopes.includes(permission)) throw forbidden();
    return undefined;
  }
  assertId('organization', organizationId);
  const role = await findRole(db, actor.id, organizationId);
  if (role === undefined) throw notFound('organization');
  if (!PERMISSIONS[role].includes(permission)) throw forbidden();
  return role;
}

/**
 * Allows what is the vendor's alone: organizations, products and purchased licenses.
 *
 * @throws LatchkeyError `forbidden`
 */
export async function authorizeOperator(db: Db | Trx, actor: Actor): Promise<void> {
  if (!(await isOperator(db, actor))) throw forbidden();
}

export async function isOperator(db: Db | Trx, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'account') return actor.kind === 'console';
  const account = await db
    .selectFrom('account')
    .select('is_operator')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  return account?.is_operator === 1;
}

export async function findRole(
  db: Db | Trx,
  accountId: string,
  organizationId: string,
): Promise<Role | undefined> {
  const member = await db
    .selectFrom('member')
    .select('role')
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return member?.role;
}

export function forbidden(): LatchkeyError {
  return new LatchkeyError(
    'forbidden',
    'You may not do this. Ask an Owner or Admin of the organization to do it, or for another role.',
  );
}
