import type { ThisMachine } from '@latchkey/core';
import { LatchkeyEvent } from '../shared/latchkey-event.js';

/** The machine ID was read and is shown. */
export class LatchkeyMachineReadEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-machine-read';
  readonly machine: ThisMachine;

  constructor(machine: ThisMachine) {
    super(LatchkeyMachineReadEvent.type);
    this.machine = machine;
  }
}

/** The person shared the machine ID, through the share sheet or by mail. Whether it arrives is not known. */
export class LatchkeySharedEvent extends LatchkeyEvent {
  static readonly type = 'latchkey-shared';
  readonly by: 'share-sheet' | 'mail';

  constructor(by: 'share-sheet' | 'mail') {
    super(LatchkeySharedEvent.type);
    this.by = by;
  }
}

declare global {
  interface HTMLElementEventMap {
    'latchkey-machine-read': LatchkeyMachineReadEvent;
    'latchkey-shared': LatchkeySharedEvent;
  }
}
