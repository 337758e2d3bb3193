import type { ActivationBackend, IssuingBackend } from '@latchkey/core';
import { ContextProvider } from '@lit/context';
import { activationBackendContext, issuingBackendContext } from '../src/shared/contexts.js';

/** Makes an element the provider of a back end for what is inside; its `setValue` changes it. */
export function provide(place: HTMLElement, backend: ActivationBackend) {
  return new ContextProvider(place, { context: activationBackendContext, initialValue: backend });
}

/** The same for a back end that issues. */
export function provideIssuing(place: HTMLElement, backend: IssuingBackend) {
  return new ContextProvider(place, { context: issuingBackendContext, initialValue: backend });
}
