import { LatchkeyActivation } from '../activation/activation.component.js';
import { defineElement } from '../shared/define-element.js';
// It shows one.
import './machine-id.js';

// With the types of the events, which nothing else here names.
export type * from '../index.js';

defineElement('latchkey-activation', LatchkeyActivation);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-activation': LatchkeyActivation;
  }
}
