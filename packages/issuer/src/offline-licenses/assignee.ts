import { LatchkeyError } from '@latchkey/core';
import type { Db, Trx } from '../db/schema.js';
import type { Assignee } from './issue.js';

/** Whom a license is for: a member, or a name. */
export type AssigneeInput = { readonly accountId: string } | { readonly name: string };

/** @throws LatchkeyError `request-invalid` for somebody who is no member */
export async function findAssignee(
  db: Db | Trx,
  organizationId: string,
  input: AssigneeInput | undefined,
): Promise<Assignee> {
  if (input === undefined) return {};
  if ('name' in input) return { name: input.name };
  const member = await db
    .selectFrom('member')
    .innerJoin('account', 'account.id', 'member.account_id')
    .select('account.name')
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', input.accountId)
    .executeTakeFirst();
  if (member) return { name: member.name, accountId: input.accountId };
  throw new LatchkeyError(
    'request-invalid',
    'The assignee is no member of the organization. Choose a member, or enter a name.',
    {
      details: { fields: ['assignee'] },
    },
  );
}
