/**
 * A back end some of whose calls do something else: fail, or never answer. Everything else is the back end's own.
 *
 * @example
 *   const full = withFaults(backend, { activate: () => Promise.reject(new LatchkeyError('storage-full', '…')) });
 */
export function withFaults<Backend extends object>(backend: Backend, faults: Partial<Backend>): Backend {
  return new Proxy(backend, {
    get(target, name) {
      const value: unknown = Reflect.get(Object.hasOwn(faults, name) ? faults : target, name);
      // Private members are those of the back end itself, and not of what stands before it.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A call that never answers, until it is aborted. */
export function never(context?: { readonly signal?: AbortSignal }): Promise<never> {
  return new Promise((_, reject) => {
    context?.signal?.addEventListener('abort', () => reject(context.signal?.reason), { once: true });
  });
}
