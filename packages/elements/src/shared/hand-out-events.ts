import { LatchkeyEvent } from './latchkey-event.js';

/** The machine ID or the text of a license was copied. */
export class LatchkeyCopiedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-copied';
  readonly text: string;

  constructor(text: string) {
    super(LatchkeyCopiedEvent.type);
    this.text = text;
  }
}

/** A file was handed to the person. */
export class LatchkeySavedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-saved';
  readonly fileName: string;

  constructor(fileName: string) {
    super(LatchkeySavedEvent.type);
    this.fileName = fileName;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-copied': LatchkeyCopiedEvent;
    'latchkey-saved': LatchkeySavedEvent;
  }
}
