/**
 * The only globals core may use besides ECMAScript itself: every host Latchkey runs in has them.
 * Declared by hand so that neither the DOM nor Node's types come into scope.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input: Uint8Array): string;
}

/** Given by whoever may want to end a call. */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}
