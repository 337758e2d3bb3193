import type { ActivationBackend, IssuingBackend } from '@latchkey/core';
import { createContext } from '@lit/context';

// Registered symbols: two copies of this package on one page agree on the keys.

/** Where elements find the licenses of this machine, unless their `backend` property says it. */
export const activationBackendContext = createContext<ActivationBackend, symbol>(
  Symbol.for('@latchkey/elements/activation-backend'),
);

/** Where elements find the issuing service, unless their `backend` property says it. */
export const issuingBackendContext = createContext<IssuingBackend, symbol>(
  Symbol.for('@latchkey/elements/issuing-backend'),
);
