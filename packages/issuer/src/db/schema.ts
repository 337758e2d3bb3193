import type { Kysely, QueryCreator, QueryExecutorProvider, Selectable } from 'kysely';

// What the tables hold. Times are seconds since 1970, UTC; flags are 0 or 1; JSON is text: both databases write alike.

/** A person who can sign in. The operator stands outside organizations. */
interface AccountTable {
  id: string;
  /** In small letters, unique. */
  email: string;
  name: string;
  /** See password.ts; null for an account that signs in elsewhere, or not yet. */
  password: string | null;
  is_operator: number;
  /** Who this is at an OpenID provider: issuer, space, subject. Unique. */
  external_id: string | null;
  created_at: number;
}

interface SessionTable {
  /** SHA-256 of the token, base64url. */
  hash: string;
  account_id: string;
  created_at: number;
  expires_at: number;
}

/** Attempts to sign in, see throttle.ts. */
interface AttemptTable {
  /** SHA-256 of what is counted, base64url. */
  key: string;
  /** When all attempts are free again. */
  free_at: number;
}

export interface OrganizationTable {
  id: string;
  name: string;
  /** Number of the last offline license. */
  seq: number;
  /** The highest time of issue. */
  last_iat: number;
  /** Number and hash of the last audit entry. */
  audit_number: number;
  audit_hash: string;
  created_at: number;
}

export type Role = 'owner' | 'admin' | 'user';

interface MemberTable {
  organization_id: string;
  account_id: string;
  role: Role;
  joined_at: number;
}

interface InviteTable {
  id: string;
  /** SHA-256 of the token in the link, base64url. */
  hash: string;
  organization_id: string;
  role: Role;
  /** Whom it is meant for; a note, not a check. */
  email: string;
  created_by: string;
  created_at: number;
  expires_at: number;
  accepted_by: string | null;
  accepted_at: number | null;
}

interface ProductTable {
  code: string;
  name: string;
  /** A `Policy` as JSON. */
  policy: string;
  created_at: number;
}

interface LicenseTable {
  id: string;
  organization_id: string;
  product: string;
  name: string;
  type: 'node-locked' | 'floating';
  billing: 'monthly' | 'yearly';
  quantity: number;
  starts_at: number;
  /** The first second after the paid term. */
  ends_at: number;
  /** A sorted list as JSON. */
  features: string;
  created_at: number;
  /** Machines with a license that had not ended at `counted_at`: whoever counts begins there, see seats.ts. */
  machines: number;
  /** Null: to be counted from the start. */
  counted_at: number | null;
}

interface OfflineLicenseTable {
  /** The `jti` of the license file. */
  id: string;
  organization_id: string;
  license_id: string;
  product: string;
  machine_id: string;
  assignee: string | null;
  /** Account the license is for, where the assignee is one. */
  assignee_id: string | null;
  /** Thumbprint of the device key. */
  jkt: string | null;
  seq: number;
  iat: number;
  nbf: number;
  exp: number;
  /** The license that this one takes over from. */
  predecessor_id: string | null;
  /** The license file: the same bytes at every download. */
  file: string;
  created_by: string;
}

/** Numbers of a ledger that was lost, with the seats that they may still hold. See reconcile.ts. */
interface WrittenOffTable {
  organization_id: string;
  seq: number;
  /** Null: a seat of each license of the organization. */
  license_id: string | null;
  /** Until then the lost license may be in force. */
  until: number;
}

export interface TokenTable {
  id: string;
  /** SHA-256 of the token, base64url. */
  hash: string;
  organization_id: string;
  name: string;
  /** A list of `Scope` as JSON. */
  scopes: string;
  /** For widget tokens, the origin they are bound to. */
  origin: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
}

interface IdempotencyTable {
  /** Who used it, and the key: one caller's keys are nobody else's. */
  caller: string;
  key: string;
  /** SHA-256 of method, path and body. */
  request: string;
  status: number;
  body: string;
  created_at: number;
}

export interface AuditTable {
  organization_id: string;
  number: number;
  at: number;
  actor: string;
  action: string;
  /** What it was done to, as JSON. */
  details: string;
  /** Over this entry and the hash of the one before. */
  hash: string;
}

/** Single facts of the installation, such as its set-up token. */
interface SettingTable {
  name: string;
  value: string;
}

export interface Tables {
  account: AccountTable;
  session: SessionTable;
  attempt: AttemptTable;
  organization: OrganizationTable;
  member: MemberTable;
  invite: InviteTable;
  product: ProductTable;
  license: LicenseTable;
  offline_license: OfflineLicenseTable;
  written_off: WrittenOffTable;
  token: TokenTable;
  idempotency: IdempotencyTable;
  audit: AuditTable;
  setting: SettingTable;
}

export type Db = Kysely<Tables>;
/** Within a transaction, whose queries may overlap: see organization-lock.ts. */
export type Trx = QueryCreator<Tables> & QueryExecutorProvider;
export type OfflineLicenseRow = Selectable<OfflineLicenseTable>;
export type LicenseRow = Selectable<LicenseTable>;
