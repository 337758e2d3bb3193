import { LatchkeyError } from '@latchkey/core';

/**
 * @throws LatchkeyError `browser-unsupported` where WebCrypto or Web Locks are missing: in old browsers, and in
 *   pages that came over plain http
 */
export function assertSupported(): void {
  if (globalThis.crypto?.subtle && globalThis.navigator?.locks) return;
  throw new LatchkeyError(
    'browser-unsupported',
    'This page has no WebCrypto or Web Locks. Open it over https, in a current browser.',
  );
}
