import {
  createInvite,
  createToken,
  createWidgetToken,
  listAudit,
  listInvites,
  listMembers,
  listTokens,
  removeMember,
  revokeInvite,
  revokeToken,
  setRole,
  verifyAudit,
} from '@latchkey/issuer';
import type { Handlers } from './handler.js';

/** The people of an organization, its tokens, and its audit log. */
export const ORGANIZATION_HANDLERS: Handlers<
  | 'listMembers'
  | 'setRole'
  | 'removeMember'
  | 'listInvites'
  | 'createInvite'
  | 'revokeInvite'
  | 'listTokens'
  | 'createToken'
  | 'revokeToken'
  | 'createWidgetToken'
  | 'listAudit'
  | 'verifyAudit'
> = {
  listMembers: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: { members: await listMembers(ledger, actor, params.organizationId) },
  }),
  setRole: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 200,
    json: await setRole(ledger, actor, { ...params, ...body }),
  }),
  async removeMember({ service: { ledger }, caller: { actor }, params }) {
    await removeMember(ledger, actor, params);
    return { status: 204 };
  },
  listInvites: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: { invites: await listInvites(ledger, actor, params.organizationId) },
  }),
  createInvite: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 201,
    json: await createInvite(ledger, actor, { ...params, ...body }),
  }),
  async revokeInvite({ service: { ledger }, caller: { actor }, params }) {
    await revokeInvite(ledger, actor, params);
    return { status: 204 };
  },
  listTokens: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: { tokens: await listTokens(ledger, actor, params.organizationId) },
  }),
  createToken: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 201,
    json: await createToken(ledger, actor, { ...params, ...body }),
  }),
  async revokeToken({ service: { ledger }, caller: { actor }, params }) {
    await revokeToken(ledger, actor, params);
    return { status: 204 };
  },
  createWidgetToken: async ({ service: { ledger }, caller: { actor }, params, body }) => ({
    status: 201,
    json: await createWidgetToken(ledger, actor, { ...params, ...body }),
  }),
  listAudit: async ({ service: { ledger }, caller: { actor }, params, query }) => ({
    status: 200,
    json: await listAudit(ledger, actor, { ...params, ...query }),
  }),
  verifyAudit: async ({ service: { ledger }, caller: { actor }, params }) => ({
    status: 200,
    json: await verifyAudit(ledger, actor, params.organizationId),
  }),
};
