import { LatchkeyOfflineLicenses } from '../offline-licenses/offline-licenses.component.js';
import { defineElement } from '../shared/define-element.js';

// With the types of the events, which nothing else here names.
export type * from '../index.js';

defineElement('latchkey-offline-licenses', LatchkeyOfflineLicenses);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-offline-licenses': LatchkeyOfflineLicenses;
  }
}
