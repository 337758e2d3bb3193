import { LatchkeyEvent } from '../shared/latchkey-event.js';

/** What a person did to close a dialog. */
export type CloseSource = 'escape' | 'close-button' | 'cancel-button' | 'done-button';

/** A person wants to close the dialog. `preventDefault()` keeps it open. */
export class LatchkeyRequestCloseEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-request-close';
  readonly source: CloseSource;

  constructor(source: CloseSource) {
    super(LatchkeyRequestCloseEvent.type, { cancelable: true });
    this.source = source;
  }
}

/** The dialog is open, and has the focus. */
export class LatchkeyOpenedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-opened';

  constructor() {
    super(LatchkeyOpenedEvent.type);
  }
}

/** The dialog is closed, and the focus is back where it was. */
export class LatchkeyClosedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-closed';

  constructor() {
    super(LatchkeyClosedEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-request-close': LatchkeyRequestCloseEvent;
    'latchkey-opened': LatchkeyOpenedEvent;
    'latchkey-closed': LatchkeyClosedEvent;
  }
}
