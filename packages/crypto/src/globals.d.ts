/**
 * What the engine needs of its host besides ECMAScript: Node, browsers and workers all have it. Declared by hand so
 * that neither the DOM nor Node's types come into scope.
 */
declare namespace WebAssembly {
  class Module {
    private readonly module: unknown;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  function validate(bytes: Uint8Array): boolean;
  function compile(bytes: Uint8Array): Promise<Module>;
}
declare function atob(base64: string): string;
declare class TextEncoder {
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  decode(input: Uint8Array): string;
}
