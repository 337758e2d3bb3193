export { SCOPES, type Actor, type Scope } from './actor.js';
export { listAudit, type AuditPage, type AuditRequest } from './audit-log/list-audit.js';
export type { Loss } from './audit-log/loss.js';
export { verifyAudit, type AuditFault, type AuditVerdict } from './audit-log/verify-audit.js';
export type { AuditEntry } from './audit.js';
export { takeCheckpoint, type Checkpoint, type CheckpointStore, type Mark } from './checkpoint.js';
export { fileCheckpoints } from './checkpoints/file-checkpoints.js';
export { noteCheckpoint } from './checkpoints/mark-soon.js';
export { backup } from './db/backup.js';
export { openDatabase, type Place } from './db/open.js';
export type { Db, Role } from './db/schema.js';
export {
  claimKey,
  forgetKeys,
  keepAnswer,
  releaseKey,
  type KeptAnswer,
  type RepeatableRequest,
} from './idempotency.js';
export type { Ledger } from './ledger.js';
export { createOfflineLicense, type Created, type CreateRequest } from './offline-licenses/create.js';
export { downloadFiles, type LicenseFile } from './offline-licenses/download.js';
export { getOfflineLicense } from './offline-licenses/get.js';
export {
  importOfflineLicenses,
  type ImportedRow,
  type ImportReport,
  type ImportRequest,
} from './offline-licenses/import.js';
export { listOfflineLicenses, type ListRequest, type Page, type Sort } from './offline-licenses/list.js';
export type { MachineInput } from './offline-licenses/machine.js';
export { previewOfflineLicense, type Preview, type PreviewRequest } from './offline-licenses/preview.js';
export { renewOfflineLicense, type RenewRequest } from './offline-licenses/renew.js';
export type { OfflineLicense, State } from './offline-licenses/view.js';
export type { Warning } from './offline-licenses/warnings.js';
export { acceptInvite, type AcceptRequest, type Joined } from './people/accept-invite.js';
export {
  createAccount,
  describeAccount,
  type Account,
  type AccountInput,
  type Membership,
  type Person,
} from './people/account.js';
export { changePassword, resetPassword, type PasswordChange } from './people/change-password.js';
export {
  createInvite,
  inspectInvite,
  listInvites,
  revokeInvite,
  type CreatedInvite,
  type Invite,
  type InviteInput,
  type InviteOffer,
} from './people/invites.js';
export { listMembers, removeMember, setRole, type Member, type MemberReference } from './people/members.js';
export { hashPassword } from './people/password.js';
export { findSession, signOut, type NewSession, type Session, type SignedIn } from './people/session.js';
export { ensureSetUpToken, setUp, type SetUpRequest } from './people/set-up.js';
export { signInExternal, type ExternalIdentity } from './people/sign-in-external.js';
export { signIn, type SignInRequest } from './people/sign-in.js';
export {
  createToken,
  findToken,
  listTokens,
  revokeToken,
  type FoundToken,
  type Token,
  type TokenInput,
} from './people/tokens.js';
export {
  createWidgetToken,
  findWidgetOrigin,
  isWidgetOrigin,
  type WidgetTokenInput,
} from './people/widget-tokens.js';
export { DEFAULT_POLICY, type Policy } from './product-policy.js';
export { reconcile, type ReconcileReport, type ReconcileRequest } from './restore/reconcile.js';
export type { OrganizationReport } from './restore/reconcile-organization.js';
export type { Restoration } from './restore/restore-licenses.js';
export type { Seats } from './seats.js';
export {
  createLicense,
  listLicenses,
  updateLicense,
  type License,
  type LicenseInput,
} from './vendor/licenses.js';
export {
  createOrganization,
  listOrganizations,
  renameOrganization,
  type Organization,
} from './vendor/organizations.js';
export { createProduct, listProducts, updateProduct, type Product } from './vendor/products.js';
