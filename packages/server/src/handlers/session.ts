import {
  acceptInvite,
  changePassword,
  describeAccount,
  inspectInvite,
  setUp,
  signIn,
  signOut,
  type Ledger,
  type SignedIn,
} from '@latchkey/issuer';
import type { Handlers } from './handler.js';

/** Signing in and out, and the ways in: the first operator, and invites. */
export const SESSION_HANDLERS: Handlers<
  'signIn' | 'getSession' | 'signOut' | 'changePassword' | 'setUp' | 'inspectInvite' | 'acceptInvite'
> = {
  signIn: async ({ service: { ledger }, body, address, cookie }) =>
    begin(ledger, await signIn(ledger, { ...body, from: address }), cookie),
  getSession: async ({ service: { ledger }, caller }) => ({
    status: 200,
    json: await describeAccount(ledger, caller.actor.id),
  }),
  async signOut({ service: { ledger }, caller }) {
    await signOut(ledger, caller.token);
    return { status: 204, session: 'ended' };
  },
  async changePassword({ service: { ledger }, body, address, caller }) {
    const { token, expiresAt } = await changePassword(ledger, caller.actor, { ...body, from: address });
    return { status: 204, session: { token, expiresAt } };
  },
  setUp: async ({ service: { ledger }, body, cookie }) => begin(ledger, await setUp(ledger, body), cookie),
  inspectInvite: async ({ service: { ledger }, body }) => ({
    status: 200,
    json: await inspectInvite(ledger, body.token),
  }),
  async acceptInvite({ service: { ledger }, body, caller }) {
    const { account, session } = await acceptInvite(ledger, caller?.actor, body);
    return { status: 201, json: account, ...(session && { session }) };
  },
};

/** Answers with a session. The one that the browser had is forgotten there, so nobody else should keep it alive. */
async function begin(ledger: Ledger, { account, token, expiresAt }: SignedIn, cookie: string | undefined) {
  if (cookie !== undefined) await signOut(ledger, cookie);
  return { status: 201, json: account, session: { token, expiresAt } } as const;
}
