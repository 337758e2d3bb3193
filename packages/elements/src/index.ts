export {
  LatchkeyActivatedEvent,
  LatchkeyRefusedEvent,
  LatchkeyRemovedEvent,
  LatchkeyStateReadEvent,
} from './activation/activation-events.js';
export { LatchkeyActivation } from './activation/activation.component.js';
export {
  LatchkeyClosedEvent,
  LatchkeyOpenedEvent,
  LatchkeyRequestCloseEvent,
  type CloseSource,
} from './activation-dialog/activation-dialog-events.js';
export { LatchkeyActivationDialog } from './activation-dialog/activation-dialog.component.js';
export { LOCALES, type Locale } from './locales/catalog.js';
export {
  LatchkeyOfflineLicenseCreatedEvent,
  LatchkeySelectionChangedEvent,
} from './license-issuer/license-issuer-events.js';
export { LatchkeyLicenseIssuer } from './license-issuer/license-issuer.component.js';
export { LatchkeyMachineReadEvent, LatchkeySharedEvent } from './machine-id/machine-id-events.js';
export { LatchkeyMachineId } from './machine-id/machine-id.component.js';
export type { ListQuery, ListState } from './offline-licenses/list-query.js';
export {
  LatchkeyOfflineLicenseRenewedEvent,
  LatchkeyOfflineLicensesImportedEvent,
  LatchkeyQueryChangedEvent,
} from './offline-licenses/offline-licenses-events.js';
export { LatchkeyOfflineLicenses } from './offline-licenses/offline-licenses.component.js';
export { activationBackendContext, issuingBackendContext } from './shared/contexts.js';
export { LatchkeyFailedEvent } from './shared/failed-event.js';
export { LatchkeyCopiedEvent, LatchkeySavedEvent } from './shared/hand-out-events.js';
