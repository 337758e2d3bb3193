import { LatchkeyLicenseIssuer } from '../license-issuer/license-issuer.component.js';
import { defineElement } from '../shared/define-element.js';
// It shows one.
import './offline-licenses.js';

defineElement('latchkey-license-issuer', LatchkeyLicenseIssuer);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-license-issuer': LatchkeyLicenseIssuer;
  }
}
