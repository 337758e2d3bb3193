import type { IssuedLicense } from '@latchkey/core';
import { LatchkeyEvent } from '../shared/latchkey-event.js';

/** An offline license was created after the person confirmed; or the machine had one already, and that one came back. */
export class LatchkeyOfflineLicenseCreatedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-offline-license-created';
  readonly offlineLicense: IssuedLicense;
  /** True where the machine had it already: nothing was issued, no seat was spent. */
  readonly existing: boolean;

  constructor(offlineLicense: IssuedLicense, existing: boolean) {
    super(LatchkeyOfflineLicenseCreatedEvent.type);
    this.offlineLicense = offlineLicense;
    this.existing = existing;
  }
}

/** Another organization or license is chosen: by the person, by the page, or because there is only one. */
export class LatchkeySelectionChangedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-selection-changed';
  readonly organizationId: string;
  readonly licenseId: string | undefined;

  constructor(organizationId: string, licenseId: string | undefined) {
    super(LatchkeySelectionChangedEvent.type);
    this.organizationId = organizationId;
    this.licenseId = licenseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-offline-license-created': LatchkeyOfflineLicenseCreatedEvent;
    'latchkey-selection-changed': LatchkeySelectionChangedEvent;
  }
}
