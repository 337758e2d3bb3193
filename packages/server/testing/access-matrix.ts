import type { InputOf, RouteName } from '@latchkey/api/contract';
import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../issuer/src/people/password.js';
import { createOrganization } from '../../issuer/src/vendor/organizations.js';
import { CONSOLE, type Fixture } from '../../issuer/testing/ledger.js';
import { freshMachine, resourcesOf, type Resources } from './resources.js';

const PASSWORD = 'correct horse battery staple';
/** Made when it is needed: a hash takes a third of a second. */
let hash: Promise<string> | undefined;
export const CALLERS = [
  'operator',
  'owner',
  'admin',
  'user',
  'nobody',
  'licenses:read',
  'offline-licenses:read',
  'offline-licenses:write',
  'audit:read',
  'widget-tokens:write',
] as const;
export type CallerName = (typeof CALLERS)[number];

/**
 * What each caller gets, in the order of CALLERS: `+` a success that the contract has, `1` 401, `3` 403, `4` 404, `9` 409, `2` 422.
 * All but the operator and nobody belong to the organization `acme`. A new route does not compile without a row.
 */
interface Row<Name extends RouteName> {
  /** The organization is `acme`, and so is all that the request names. */
  readonly own: string;
  /** The organization is another one; missing for routes without an organization. */
  readonly foreign?: string;
  /** A request that the ledger grants to whoever may. `elsewhere` adds things to the organization or, mixed, another. */
  readonly input: (about: About) => Promise<InputOf<Name>>;
  /** True where the request names something within the organization, which may be somebody else's. */
  readonly mixed?: true;
}

export interface About {
  readonly organizationId: string;
  readonly things: Resources;
  readonly fixture: Fixture;
  readonly userId: string;
}

const none = async () => ({});
const inOrganization = async ({ organizationId }: About) => ({ organizationId });
const unique = () => randomBytes(6).toString('hex');
const LICENSE = {
  type: 'node-locked',
  billing: 'yearly',
  quantity: 1,
  startsAt: 1,
  endsAt: 4_000_000_000,
} as const;

export const MATRIX: { readonly [Name in RouteName]: Row<Name> } = {
  // Nobody knows this password; session.test.ts has those who do.
  signIn: {
    own: '11111 11111',
    input: async () => ({ email: 'nobody', password: PASSWORD }),
  },
  getSession: { own: '++++1 33333', input: none },
  signOut: { own: '++++1 33333', input: none },
  changePassword: {
    own: '++++1 33333',
    async input({ fixture }) {
      const password = await (hash ??= hashPassword(PASSWORD));
      await fixture.ledger.db.updateTable('account').set({ password }).execute();
      return { current: PASSWORD, next: `${PASSWORD} again` };
    },
  },
  // There is an operator: this way in is closed for all.
  setUp: {
    own: '99999 99999',
    input: async () => ({
      token: `lku_${'a'.repeat(43)}`,
      email: 'x@example.com',
      name: 'X',
      password: PASSWORD,
    }),
  },
  inspectInvite: {
    own: '+++++ +++++',
    input: async ({ things }) => ({ token: (await things.invite()).token }),
  },
  // Who has not signed in has to choose a name and a password.
  acceptInvite: {
    own: '++++2 22222',
    async input({ fixture }) {
      // An organization that nobody has joined yet.
      const { id } = await createOrganization(fixture.ledger, CONSOLE, { name: 'New' });
      const owner = await fixture.addMember('owner', id);
      const { token } = await resourcesOf(fixture, id, owner).invite();
      return { token };
    },
  },
  listOrganizations: { own: '++++1 +++++', input: none },
  createOrganization: { own: '+3331 33333', input: async () => ({ name: 'New' }) },
  renameOrganization: {
    own: '+3331 33333',
    foreign: '+3331 33333',
    input: async ({ organizationId }) => ({ organizationId, name: 'Renamed' }),
  },
  listProducts: { own: '++++1 +++++', input: none },
  createProduct: {
    own: '+3331 33333',
    input: async () => ({ code: `P${unique().toUpperCase()}`, name: 'New' }),
  },
  updateProduct: { own: '+3331 33333', input: async () => ({ code: 'OTHER', name: 'Renamed' }) },
  listLicenses: { own: '+++31 +3333', foreign: '+4441 43333', input: inOrganization },
  createLicense: {
    own: '+3331 33333',
    foreign: '+3331 33333',
    input: async ({ organizationId }) => ({ organizationId, product: 'KSE', name: 'New', ...LICENSE }),
  },
  updateLicense: {
    own: '+3331 33333',
    foreign: '+3331 33333',
    mixed: true,
    input: async ({ organizationId, things }) => ({
      organizationId,
      licenseId: await things.licenseId(),
      quantity: 5,
    }),
  },
  listOfflineLicenses: { own: '4+++1 3+333', foreign: '44441 34333', input: inOrganization },
  createOfflineLicense: {
    own: '4++31 33+33',
    foreign: '44441 33433',
    mixed: true,
    async input({ organizationId, things }) {
      const machineId = freshMachine();
      const confirmation = machineId.slice(-4);
      return { organizationId, licenseId: await things.licenseId(), machine: { machineId }, confirmation };
    },
  },
  previewOfflineLicense: {
    own: '4++31 33+33',
    foreign: '44441 33433',
    mixed: true,
    input: async ({ organizationId, things }) => ({
      organizationId,
      licenseId: await things.licenseId(),
      machine: { machineId: freshMachine() },
    }),
  },
  downloadOfflineLicenses: {
    own: '4+++1 3+333',
    foreign: '44441 34333',
    mixed: true,
    input: async ({ organizationId, things, userId }) => ({
      organizationId,
      ids: [(await things.offlineLicense(userId)).id],
    }),
  },
  importOfflineLicenses: {
    own: '4++31 33+33',
    foreign: '44441 33433',
    input: async ({ organizationId, things }) => ({
      organizationId,
      licenseId: await things.licenseId(),
      csv: `machine_id\n${freshMachine()}\n`,
      confirmation: 1,
    }),
  },
  getOfflineLicense: {
    own: '4+++1 3+333',
    foreign: '44441 34333',
    mixed: true,
    input: async ({ organizationId, things, userId }) => ({
      organizationId,
      id: (await things.offlineLicense(userId)).id,
    }),
  },
  getOfflineLicenseFile: {
    own: '4+++1 3+333',
    foreign: '44441 34333',
    mixed: true,
    input: async ({ organizationId, things, userId }) => ({
      organizationId,
      id: (await things.offlineLicense(userId)).id,
    }),
  },
  renewOfflineLicense: {
    own: '4++31 33+33',
    foreign: '44441 33433',
    mixed: true,
    async input({ organizationId, things }) {
      const { id, machineId } = await things.offlineLicense();
      return { organizationId, id, confirmation: machineId.slice(-4) };
    },
  },
  listMembers: { own: '+++31 33333', foreign: '+4441 33333', input: inOrganization },
  setRole: {
    own: '+++31 33333',
    foreign: '+4441 33333',
    mixed: true,
    input: async ({ organizationId, things }) => ({
      organizationId,
      accountId: await things.memberId(),
      role: 'admin',
    }),
  },
  removeMember: {
    own: '+++31 33333',
    foreign: '+4441 33333',
    mixed: true,
    input: async ({ organizationId, things }) => ({ organizationId, accountId: await things.memberId() }),
  },
  listInvites: { own: '+++31 33333', foreign: '+4441 33333', input: inOrganization },
  createInvite: {
    own: '+++31 33333',
    foreign: '+4441 33333',
    input: async ({ organizationId }) => ({ organizationId, email: 'new@example.com', role: 'user' }),
  },
  revokeInvite: {
    own: '+++31 33333',
    foreign: '+4441 33333',
    mixed: true,
    input: async ({ organizationId, things }) => ({ organizationId, inviteId: (await things.invite()).id }),
  },
  listTokens: { own: '4++31 33333', foreign: '44441 33333', input: inOrganization },
  createToken: {
    own: '4++31 33333',
    foreign: '44441 33333',
    input: async ({ organizationId, fixture }) => ({
      organizationId,
      name: 'new',
      scopes: ['licenses:read'],
      expiresAt: fixture.ledger.now() + 60,
    }),
  },
  revokeToken: {
    own: '4++31 33333',
    foreign: '44441 33333',
    mixed: true,
    input: async ({ organizationId, things }) => ({ organizationId, tokenId: await things.tokenId() }),
  },
  // A token hands on only scopes that it has itself, so one with this scope alone has nothing to hand on.
  createWidgetToken: {
    own: '4++31 33333',
    foreign: '44441 33334',
    input: async ({ organizationId }) => ({
      organizationId,
      origin: 'https://portal.example',
      scopes: ['licenses:read'],
      minutes: 5,
    }),
  },
  listAudit: { own: '+++31 333+3', foreign: '+4441 33343', input: inOrganization },
  verifyAudit: { own: '+++31 333+3', foreign: '+4441 33343', input: inOrganization },
};
