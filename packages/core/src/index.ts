export { MAX_ASSIGNEE_LENGTH } from './assignee.js';
export { bytesEqual, decodeBase64url, encodeBase64url } from './bytes.js';
export { LatchkeyError, type ErrorCode } from './errors.js';
export { licenseFileName, successorFileName } from './file-name.js';
export { decode32, publicJwk, thumbprint, type PublicJwk } from './jwk.js';
export { decodeToken, joinToken, MAX_TOKEN_BYTES, type DecodedToken, type TokenType } from './jws.js';
export { encodeLicense, readLicenseClaims, type LicenseClaims, type ReadClaims } from './license.js';
export {
  findOsIdFault,
  groupMachineId,
  machineIdFromDevice,
  machineIdFromOs,
  parseMachineId,
  worthlessMachineIds,
  type MachineId,
  type MachineIdScheme,
  type MachineScope,
} from './machine-id.js';
export type { MachineIdFault } from './machine-id-text.js';
export {
  DEFAULT_DAYS,
  endOfDate,
  freshPeriod,
  RENEWAL_DAYS,
  successorPeriod,
  type Life,
  type Period,
} from './policy.js';
export { CHALLENGE_BYTES, possessionMessage } from './possession.js';
export { printable } from './printable.js';
export type {
  ActivationBackend,
  ActivationOutcome,
  ActivationState,
  ThisMachine,
} from './ports/activation-backend.js';
export type {
  CallContext,
  FileContents,
  ImportOutcome,
  ImportVerdict,
  IssuedLicense,
  IssuedPage,
  IssuedQuery,
  IssueOutcome,
  IssuePreview,
  IssueWarning,
  IssuingBackend,
  IssuingOrganization,
  MachineReference,
  OfflineLicenseState,
  PurchasedLicense,
  SeatCounts,
} from './ports/issuing-backend.js';
export { PROBLEM_STATUS, type Problem, type ProblemDetails } from './problem.js';
export { assertProductCode, isProductCode } from './product.js';
export { REASON_TEXT, REASONS, type Reason, type Refusal } from './reason.js';
export { encodeRequest, judgeRequest, type ReadRequest, type RequestClaims } from './request.js';
export { MAX_JSON_DEPTH, parseStrictJson, type JsonObject, type StrictJson } from './strict-json.js';
export { DAY, isoTime, MAX_TIME } from './time.js';
export { isUuidV7, uuidV7 } from './uuid.js';
export {
  BAD_SIGNATURE,
  judgeLicense,
  judgeRead,
  needsPossession,
  readLicense,
  withClock,
  withPossession,
  type Accepted,
  type Checked,
  type Question,
  type Refused,
  type SignatureCheck,
  type Verdict,
} from './verdict.js';
