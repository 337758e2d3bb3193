import { LatchkeyOfflineLicenses } from '../offline-licenses/offline-licenses.component.js';
import { defineElement } from '../shared/define-element.js';

defineElement('latchkey-offline-licenses', LatchkeyOfflineLicenses);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-offline-licenses': LatchkeyOfflineLicenses;
  }
}
