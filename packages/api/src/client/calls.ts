import type { FileAnswer, RouteName, Routes } from '../contract/index.js';

/** How a call may be repeated when its answer does not arrive. */
type Repeat =
  /** It changes nothing. */
  | 'always'
  /** With the same `Idempotency-Key` it is done once. */
  | 'by-key'
  /** Nobody knows whether it was done. */
  | 'never';

/** What the client knows about a route. */
export interface Call {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly repeat: Repeat;
  /** What comes back: JSON, nothing, or a file of a media type. */
  readonly answer: string;
}

/**
 * The routes without their schemas, so that no page has to load a validator. The compiler compares each word with the
 * contract: a route that is missing here, or differs, does not build.
 */
export const CALLS = {
  signIn: { method: 'post', path: '/session', repeat: 'never', answer: 'json' },
  getSession: { method: 'get', path: '/session', repeat: 'always', answer: 'json' },
  signOut: { method: 'delete', path: '/session', repeat: 'never', answer: 'nothing' },
  changePassword: { method: 'put', path: '/session/password', repeat: 'never', answer: 'nothing' },
  setUp: { method: 'post', path: '/set-up', repeat: 'never', answer: 'json' },
  inspectInvite: { method: 'post', path: '/invites/inspect', repeat: 'always', answer: 'json' },
  acceptInvite: { method: 'post', path: '/invites/accept', repeat: 'never', answer: 'json' },
  listOrganizations: { method: 'get', path: '/organizations', repeat: 'always', answer: 'json' },
  createOrganization: { method: 'post', path: '/organizations', repeat: 'never', answer: 'json' },
  renameOrganization: {
    method: 'patch',
    path: '/organizations/:organizationId',
    repeat: 'never',
    answer: 'json',
  },
  listProducts: { method: 'get', path: '/products', repeat: 'always', answer: 'json' },
  createProduct: { method: 'post', path: '/products', repeat: 'never', answer: 'json' },
  updateProduct: { method: 'patch', path: '/products/:code', repeat: 'never', answer: 'json' },
  listLicenses: {
    method: 'get',
    path: '/organizations/:organizationId/licenses',
    repeat: 'always',
    answer: 'json',
  },
  createLicense: {
    method: 'post',
    path: '/organizations/:organizationId/licenses',
    repeat: 'never',
    answer: 'json',
  },
  updateLicense: {
    method: 'patch',
    path: '/organizations/:organizationId/licenses/:licenseId',
    repeat: 'never',
    answer: 'json',
  },
  listOfflineLicenses: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses',
    repeat: 'always',
    answer: 'json',
  },
  createOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses',
    repeat: 'by-key',
    answer: 'json',
  },
  previewOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/preview',
    repeat: 'always',
    answer: 'json',
  },
  downloadOfflineLicenses: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/files',
    repeat: 'always',
    answer: 'application/zip',
  },
  importOfflineLicenses: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/import',
    repeat: 'by-key',
    answer: 'json',
  },
  getOfflineLicense: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses/:id',
    repeat: 'always',
    answer: 'json',
  },
  getOfflineLicenseFile: {
    method: 'get',
    path: '/organizations/:organizationId/offline-licenses/:id/file',
    repeat: 'always',
    answer: 'application/license+jwt',
  },
  renewOfflineLicense: {
    method: 'post',
    path: '/organizations/:organizationId/offline-licenses/:id/successor',
    repeat: 'by-key',
    answer: 'json',
  },
  listMembers: {
    method: 'get',
    path: '/organizations/:organizationId/members',
    repeat: 'always',
    answer: 'json',
  },
  setRole: {
    method: 'patch',
    path: '/organizations/:organizationId/members/:accountId',
    repeat: 'never',
    answer: 'json',
  },
  removeMember: {
    method: 'delete',
    path: '/organizations/:organizationId/members/:accountId',
    repeat: 'never',
    answer: 'nothing',
  },
  listInvites: {
    method: 'get',
    path: '/organizations/:organizationId/invites',
    repeat: 'always',
    answer: 'json',
  },
  createInvite: {
    method: 'post',
    path: '/organizations/:organizationId/invites',
    repeat: 'never',
    answer: 'json',
  },
  revokeInvite: {
    method: 'delete',
    path: '/organizations/:organizationId/invites/:inviteId',
    repeat: 'never',
    answer: 'nothing',
  },
  listTokens: {
    method: 'get',
    path: '/organizations/:organizationId/tokens',
    repeat: 'always',
    answer: 'json',
  },
  createToken: {
    method: 'post',
    path: '/organizations/:organizationId/tokens',
    repeat: 'never',
    answer: 'json',
  },
  revokeToken: {
    method: 'delete',
    path: '/organizations/:organizationId/tokens/:tokenId',
    repeat: 'never',
    answer: 'nothing',
  },
  createWidgetToken: {
    method: 'post',
    path: '/organizations/:organizationId/widget-tokens',
    repeat: 'never',
    answer: 'json',
  },
  listAudit: {
    method: 'get',
    path: '/organizations/:organizationId/audit',
    repeat: 'always',
    answer: 'json',
  },
  verifyAudit: {
    method: 'get',
    path: '/organizations/:organizationId/audit/verification',
    repeat: 'always',
    answer: 'json',
  },
} as const satisfies { readonly [Name in RouteName]: CallOf<Routes[Name]> };

interface CallOf<R extends Routes[RouteName]> {
  readonly method: R['method'];
  readonly path: R['path'];
  readonly repeat: R extends { readonly idempotent: true }
    ? 'by-key'
    : R extends { readonly method: 'get' } | { readonly safe: true }
      ? 'always'
      : 'never';
  readonly answer: AnswerOf<R['answers'][keyof R['answers']]>;
}

type AnswerOf<Given> = Given extends FileAnswer
  ? Given['file']
  : Given extends undefined
    ? 'nothing'
    : 'json';
