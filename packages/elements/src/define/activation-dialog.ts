import { LatchkeyActivationDialog } from '../activation-dialog/activation-dialog.component.js';
import { defineElement } from '../shared/define-element.js';
// It shows one.
import './activation.js';

// With the types of the events, which nothing else here names.
export type * from '../index.js';

defineElement('latchkey-activation-dialog', LatchkeyActivationDialog);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-activation-dialog': LatchkeyActivationDialog;
  }
}
