import { LatchkeyMachineId } from '../machine-id/machine-id.component.js';
import { defineElement } from '../shared/define-element.js';

// With the types of the events, which nothing else here names.
export type * from '../index.js';

defineElement('latchkey-machine-id', LatchkeyMachineId);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-machine-id': LatchkeyMachineId;
  }
}
