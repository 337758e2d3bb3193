import type { ActivationState, LicenseClaims, Refused } from '@latchkey/core';
import { LatchkeyEvent } from '../shared/latchkey-event.js';

/** The state of the stored licenses was read: at first, and whenever it may have changed. */
export class LatchkeyStateReadEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-state-read';
  readonly state: ActivationState;

  constructor(state: ActivationState) {
    super(LatchkeyStateReadEvent.type);
    this.state = state;
  }
}

/** A license was loaded, and is stored now: it counts, or will when its time comes. */
export class LatchkeyActivatedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-activated';
  readonly license: LicenseClaims;

  constructor(license: LicenseClaims) {
    super(LatchkeyActivatedEvent.type);
    this.license = license;
  }
}

/** Something was loaded and refused. The element says why and what to do. */
export class LatchkeyRefusedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-refused';
  readonly verdict: Refused;

  constructor(verdict: Refused) {
    super(LatchkeyRefusedEvent.type);
    this.verdict = verdict;
  }
}

/** A license was removed after the person confirmed. */
export class LatchkeyRemovedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-removed';
  /** Its `jti`. */
  readonly licenseId: string;

  constructor(licenseId: string) {
    super(LatchkeyRemovedEvent.type);
    this.licenseId = licenseId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-state-read': LatchkeyStateReadEvent;
    'latchkey-activated': LatchkeyActivatedEvent;
    'latchkey-refused': LatchkeyRefusedEvent;
    'latchkey-removed': LatchkeyRemovedEvent;
  }
}
