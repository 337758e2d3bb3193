import { LatchkeyActivationDialog } from '../activation-dialog/activation-dialog.component.js';
import { defineElement } from '../shared/define-element.js';
// It shows one.
import './activation.js';

defineElement('latchkey-activation-dialog', LatchkeyActivationDialog);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-activation-dialog': LatchkeyActivationDialog;
  }
}
