import { LatchkeyLicenseIssuer } from '../license-issuer/license-issuer.component.js';
import { defineElement } from '../shared/define-element.js';
// It shows one.
import './offline-licenses.js';

// With the types of the events, which nothing else here names.
export type * from '../index.js';

defineElement('latchkey-license-issuer', LatchkeyLicenseIssuer);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-license-issuer': LatchkeyLicenseIssuer;
  }
}
