import { LatchkeyMachineId } from '../machine-id/machine-id.component.js';
import { defineElement } from '../shared/define-element.js';

defineElement('latchkey-machine-id', LatchkeyMachineId);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-machine-id': LatchkeyMachineId;
  }
}
