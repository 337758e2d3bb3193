import { LatchkeyLicenseIssuer } from '../license-issuer/license-issuer.component.js';
import { defineElement } from '../shared/define-element.js';

defineElement('latchkey-license-issuer', LatchkeyLicenseIssuer);

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-license-issuer': LatchkeyLicenseIssuer;
  }
}
