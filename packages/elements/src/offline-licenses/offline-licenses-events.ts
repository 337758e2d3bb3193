import type { IssuedLicense } from '@latchkey/core';
import { LatchkeyEvent } from '../shared/latchkey-event.js';
import type { ListQuery } from './list-query.js';

/** The person searched, filtered or sorted; the element has the new query already. Not for what a page sets itself. */
export class LatchkeyQueryChangedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-query-changed';
  readonly query: ListQuery;

  constructor(query: ListQuery) {
    super(LatchkeyQueryChangedEvent.type);
    this.query = query;
  }
}

/** An offline license was renewed after the person confirmed. */
export class LatchkeyOfflineLicenseRenewedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-offline-license-renewed';
  /** The one that takes over. */
  readonly offlineLicense: IssuedLicense;
  /** True where it had been renewed before: nothing was issued now. */
  readonly existing: boolean;

  constructor(offlineLicense: IssuedLicense, existing: boolean) {
    super(LatchkeyOfflineLicenseRenewedEvent.type);
    this.offlineLicense = offlineLicense;
    this.existing = existing;
  }
}

/** Rows of a table were imported, all or up to where the person stopped or the back end failed. */
export class LatchkeyOfflineLicensesImportedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-offline-licenses-imported';
  /** Licenses that were created. */
  readonly created: number;

  constructor(created: number) {
    super(LatchkeyOfflineLicensesImportedEvent.type);
    this.created = created;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-query-changed': LatchkeyQueryChangedEvent;
    'latchkey-offline-license-renewed': LatchkeyOfflineLicenseRenewedEvent;
    'latchkey-offline-licenses-imported': LatchkeyOfflineLicensesImportedEvent;
  }
}
