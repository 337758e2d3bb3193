import { LatchkeyEvent } from './latchkey-event.js';

/** A call of the back end failed; the element shows it and offers to try again. Not for a license that is refused. */
export class LatchkeyFailedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-failed';
  /** As the back end threw it: a `LatchkeyError` whose code says what, or anything else. */
  readonly error: unknown;

  constructor(error: unknown) {
    super(LatchkeyFailedEvent.type);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-failed': LatchkeyFailedEvent;
  }
}
